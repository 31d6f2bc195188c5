/** What an API lists because it knows them all: constants, reference data, and descriptions of itself. */
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

/** What one thing has few of. */
export const partsOfOne: ReadonlySet<string> = new Set(
  `
    address admin agreement alias approval approver assessment assignee assignment assistant attachment authorization
    binding cert certificate child collaborator configuration connection contact coordinate credential dependency device
    diagnostic discount domain email extension factor favorite fee flag gateway hook identity image interface key label line
    link mapper mapping member owner parent password phone photo picture policy pool port price reaction restriction
    reviewer right rule secret setup slot step storage tag team token track variant webhook
  `.trim().split(/\s+/),
)

/** What grows with use, wherever it stands. */
export const streams: ReadonlySet<string> = new Set(
  `
    activity appointment audit booking charge comment consultation delivery encounter enrollment enrolment follower
    installment instalment invoice job like log measurement message notification observation order payment payout
    prescription purchase reading receipt record refund reservation review sale shipment submission task ticket transaction
    transfer visit visitor
  `.trim().split(/\s+/),
)

/** What grows where it stands by itself: below one thing there may be few of them. */
export const growing: ReadonlySet<string> = new Set(
  `
    account alert article asset book case company contract conversation customer deal deployment device document employee
    entry event file flight friend group hotel incident issue item lead listing movie opportunity organisation organization
    patient pet post product project recipe repository restaurant ride shop song store student subscriber subscription
    supplier team trip user vehicle vendor video
  `.trim().split(/\s+/),
)

/** What is given where nobody adds to it, and grows where somebody does. */
export const givenPlaces: ReadonlySet<string> = new Set('area city location place position program station'.split(' '))
