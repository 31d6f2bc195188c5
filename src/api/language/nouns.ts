/**
 * Countable English nouns, in the singular, that name resources. Only these are ever called "singular": a word that is
 * not here may be an acronym, a product's name or another language's, and silence is right. Chosen from the words that
 * several independent public APIs use in the plural for their collections, and from everyday English.
 */
export const countableNouns: ReadonlySet<string> = new Set(
  `
  account achievement action activation actor adapter address adjustment advertiser advisor agent aggregate agreement
  airline airport alarm album alert algorithm alias allocation amendment analyst animal annotation announcement answer
  apartment api apikey app applicant application appointment approval area arrival article artifact artist assembly
  assessment asset assignment assistant association attachment attempt attendee attribute author award badge bakery balancer
  band bank bar barcode basket battery bay beacon bed beneficiary bet bicycle bid bike bill binding blob block blog board
  boat book booking bookmark bookshelf boss bot bottle bounce box branch brand bridge broadcast bucket budget bug build
  building bundle bus business button buyer byte cab cabinet calendar call callback camera campaign candidate capability
  caption card cardholder cargo carrier cart case cashier cat category cell cert certificate chair challenge change
  changeset channel chapter character charge charger chart checklist child choice church cinema circuit citizen city claim
  class classification client clinic clip cloud club cluster coach code coin collaborator collection color colour column
  command comment commit committee company competition competitor complaint component computer concert condition conference
  connection connector consumer contact container contest contract contractor contributor control controller conversation
  cookie copyright corporation cost country county coupon courier course creator credential credit creditor crew crime
  critic cron crop currency curriculum customer cycle dam dashboard database datacenter dataset datasource datastore day
  dealer debt debtor decision deck declaration definition delegate delivery demographic department dependency dependent
  deployment deposit desk destination detail detector developer device diagram dictionary dimension disbursement discount
  discussion disease dish disk dispute distribution district division doc doctor document dog domain donation donor door
  draft dress drive driver duty ebook edition editor election element emergency employee employer endpoint engine engineer
  enrollment enterprise entitlement entity entry envelope episode equation era error estate event exam example execution
  exercise exhibition exhibitor expense experiment extension facet facility factor failure family farm farmer favorite fax
  feat feature fee feed festival field file film finding firewall firm fish fixture flag fleet flight floor flow flower
  folder follow follower font food forecast forest fork form format formula foundation founder frame framework franchise
  friend fruit function fund gallery game garden gateway gender gene genre ghost gift giftcard glass glossary goal grant
  graph graphic group guest gym hackathon hand handler heat hero hobby holder holiday home hook horse hospital host hotel
  house household hub icon idea identifier identity illness image inbox incentive incident index individual industry
  ingredient injection insight inspector installation instance institution instruction instructor instrument insurer
  integration intent interaction interface interval intervention investor invitation invite invoice island issue issuer item
  jacket job jockey joke journal journey judge jurisdiction kernel key keyboard keyword kid kit lab label laboratory lamp
  landlord language laptop law lawyer layer lead leader leaderboard league learner lease lecture lecturer ledger leg lender
  lesson letter level library license lift line link liquid list listener listing loan locale location lock locker log
  logger logo loop lot lounge machine magazine mailbox man manager mandate manifest manufacturer map mapping marker market
  material mayor meal meaning measurement medal medicine meeting member membership memo menu merchant mesh message method
  metric migration milestone minute mirror mission mistake mode model moderator modifier module month mood motor mountain
  mouse movie museum musician namespace nation needle neighbor neighborhood network newsletter node note notification number
  nurse nutrient oauthclient object objective observation offence offer offering office officer operation opinion
  opportunity option orchard orchestra order org organisation organization organizer origin outcome outfit outlet oven
  override owner pack package page painting panel panelist parameter parcel parent park part participant partition partner
  passenger passport password path patient pattern payee payload payment payout payroll payslip pedal peer pen pencil period
  permission person pet pharmacy photo phrase picture pilot pin pipeline pizza place placement plan planet planner plant
  plate platform player playlist plot plugin pod podcast poem poet point policy politician poll pony pool port portal
  portfolio position post postcard poster pot potion predecessor predicate prediction preference prefix prescription preset
  president price principal printer prisoner privilege prize problem procedure process product profile program project
  projection promotion property proposal prospect provider province proxy psychologist pub publication publisher pupil puppy
  purchase puzzle quest question questionnaire queue quiz quota quote race rack radio railway rate rating reaction reader
  reason receipt receiver receptionist recipe recipient recommendation record recording recurrence ref referee reference
  referral refund region registrant regulation relationship relative release reminder rental replica reply repo report
  repository representative request requirement requisition reservation residence resident resource response restaurant
  restriction result return review reviewer revision reward ribbon ride ring river road robot role rollout room roster route
  router routine row rule runner runway sailor salary salon sandbox satellite saving scenario scene schedule scheme scholar
  school schoolyear scientist scooter score screenshot script sculpture season seat secret section segment seller sender
  sensor sentence sergeant server service serviceaccount session setting settlement shape sheet shelf shift ship shipment
  shirt shoe shop shopper shortcut show sibling signature sim singer sister site skill slide slot snapshot snippet soldier
  solution song source space spec specialist specialty spell spice sponsor spot spreadsheet squad stadium staffmember stage
  stakeholder standard star statement station statue status step sticker stock store story strain strategy stream street
  string structure student studio study subaccount subject submission subnet subscriber subscription substance suburb
  suggestion suite summary supervisor supplier suppression surgeon survey swimmer switch symbol symptom tab table tag tale
  talk tank target task tax taxi teacher team teammate technician technique telephone template tenant term terminal
  termination territory tester text textbook theater theatre thing thought thread threat threshold thumbnail ticket tier
  tile timer todo token tool tooth topic topology tournament town toy track tracker trade trader trailer train trainer trait
  transaction transcript transfer transformation transition translation traveler traveller treatment tree trial trigger trip
  trophy trouble truck trunk trustee tube tunnel tutor tweet type umbrella uncle uniform unit university update url user
  vaccine valley value variable variant vault vegetable vehicle vendor venue version vessel video village villain violation
  virus visa visit visitor vitamin voice volcano volume volunteer voter voucher voyage waiter walk wallet ward warehouse
  warrant watcher weapon webhook webinar website wedding week whale wheel whisky widget wife wiki wing winner wish witness
  wolf woman word workbook worker workflow workload workout worksheet workshop workspace writer yacht system year zipcode zone
`
    .trim()
    .split(/\s+/),
)
