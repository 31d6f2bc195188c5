/** Nouns whose lists are fixed by the API: constants, reference data, descriptions of the API itself. */
export const constants: ReadonlySet<string> = new Set(
  `
    action adapter aggregation architecture attribute breakdown capability carrier category channel color colour column
    command connector constant continent country culture currency datacenter default definition department dimension
    distribution district division edition endpoint engine enum environment facet feature field filter flag
    font format function gender genre grade header holiday icon industry jurisdiction kind language layer layout level
    licence license limit locale logger logo market maturity method metric mode module month name operation operator option
    parameter permission plan platform preference preset privilege procedure property protocol provider province quota rate
    reason region right role runtime schema scope season setting shortcut size skill specialty stadium stat state statistic
    status summary system tariff tax template theme tier timezone title total translation type unit usage utility variable
    vat version voice zone
  `.trim().split(/\s+/),
)

/** Nouns of which one parent has few. */
export const partsOfOne: ReadonlySet<string> = new Set(
  `
    address admin agreement alias approval approver assessment assignee assignment assistant attachment authorization
    binding cert certificate child collaborator configuration connection contact coordinate credential dependency device
    diagnostic discount domain email extension factor favorite fee flag gateway hook identity image interface key label line
    link mapper mapping member owner parent password phone photo picture policy pool port price reaction restriction
    reviewer right rule secret setup slot step storage tag team token track variant webhook
  `.trim().split(/\s+/),
)

/** Nouns whose lists grow with use, wherever they are. */
export const streams: ReadonlySet<string> = new Set(
  `
    activity appointment audit booking charge comment consultation delivery encounter enrollment enrolment follower
    installment instalment invoice job like log measurement message notification observation order payment payout
    prescription purchase reading receipt record refund reservation review sale shipment submission task ticket transaction
    transfer visit visitor
  `.trim().split(/\s+/),
)

/** Nouns whose top-level lists grow; below one parent there may be few. */
export const growing: ReadonlySet<string> = new Set(
  `
    account agent alert article asset author book case company contract conversation course customer deal deployment
    device doctor document employee entry event file flight friend group hotel incident issue item lead listing member movie
    note opportunity organisation organization patient pet player post product project question recipe repository restaurant
    ride shop song store student subscriber subscription supplier teacher team trip user vehicle vendor video
  `.trim().split(/\s+/),
)

/** Nouns whose lists are fixed unless clients can add to them. */
export const givenPlaces: ReadonlySet<string> = new Set('area city location place position program station'.split(' '))
