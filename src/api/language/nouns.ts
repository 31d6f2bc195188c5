/**
 * Countable English nouns, in the singular, that name resources. Only these are ever reported as singular: a word that is missing may be an
 * acronym, a product name or in another language. Chosen from the words that several independent public APIs use in the plural for their
 * collections, and from everyday English.
 */
export const countableNouns: ReadonlySet<string> = new Set(
  `
  absence accessory account achievement action activation activity actor adapter addon address adjustment admin
  administration administrator advertiser advisor advisory affiliation agent aggregate agreement airline airport alarm
  album alert algorithm alias allergy allocation alternative amendment analyst ancestor animal annotation announcement
  anomaly answer apartment api apikey app appearance applicant application appointment approval area arrival article
  artifact artist assembly assessment asset assignee assignment assistant association attachment attempt attendee
  attraction attribute audiobook audit author automation avatar award background backup badge bakery balance balancer
  band bank bar barcode barrier basket batch battery bay beacon bed beneficiary benefit bet bicycle bid bike bill
  binding blob block blog blueprint board boat book booking bookmark bookshelf boss bot bottle bounce boundary box
  bracket branch brand bridge broadcast broker browser bucket budget bug build building bundle bus business button
  buyer byte cab cabinet cable calculator calendar call callback camera campaign cancellation candidate capability
  caption car card cardholder cargo carrier cart case cashier cat category cell center cert certificate chair
  challenge champion change changeset channel chapter character charge charger chart chat chatroom checklist chef
  child choice church cinema circuit citation citizen city claim class classification classroom clause client clinic
  clip clock cloud club cluster coach code cohort coin collaboration collaborator collection color colour column
  command comment commission commit committee community company competition competitor complaint component composition
  compound computer concept concern concert condition conference config configuration connection connector consent
  constellation constraint consumer contact container contest context continent contract contractor contributor
  control controller conversation conversion cookie copyright corporation cost country county coupon courier course
  cpu crash crate crawl creator creature credential credit creditor crew crime critic cron cronjob crop culture
  currency curriculum customer cycle dam dashboard database datacenter dataset datasource datastore day deal dealer
  debit debt debtor decision deck declaration definition delegate deletion delivery demographic department departure
  dependency dependent deployment deposit depot descriptor desk destination detail detection detector developer device
  diagram diary dictionary dimension direction directive disbursement discount discussion disease dish disk dispute
  disruption distribution district division doc dock doctor document dog domain donation donor door draft dress
  driller drive driver drone droplet drug duty earning ebook ecosystem edition editor effect election element
  emergency employee employer employment endorsement endpoint engine engineer enrollment enterprise entitlement entity
  entry envelope environment epic episode equation era error estate estimate evaluation event exam example exchange
  execution exercise exhibition exhibitor expense experiment extension facet facility faction factor factory failure
  family fare farm farmer favorite fax feat feature fee feed festival field file film finding firewall firm fish
  fixture flag fleet flight floor flow flower folder follow follower font food forecast forest fork form format
  formula foundation founder frame framework franchise friend fruit function fund gadget gallery game garden gate
  gateway gender gene genre geofence ghost gift giftcard glass glossary goal gpu grade grant graph graphic group guest
  guideline gym hackathon hand handler hashtag header hearing heartbeat heat hero hierarchy hobby holder holding
  holiday home hook horse hospital host hostname hotel hotspot house household hub icon idea identifier identity
  illness illustrator image implant inbox incentive incident index indexer individual industry ingredient injection
  injury insight inspection inspector installation installer instance institution instruction instructor instrument
  insurer integration intent interaction interface interval intervention interview investor invitation invite invoice
  island issue issuer item iteration itinerary jacket job jockey joke journal journey judge jump jurisdiction kernel
  key keyboard keyword kid kit kpi lab label laboratory lamp landlord landmark language laptop law lawyer layer layout
  lead leader leaderboard league learner lease lecture lecturer ledger leg lender lens lesson letter level liability
  library licence license lift limit line lineup link liquid list listener listing loan lobby locale localization
  location lock locker lodge log logger logo loop lot lounge lyric machine macro magazine mailbox maintainer maker man
  manager mandate manifest manufacturer map mapping mark marker market match material matrix mayor meal meaning
  measurement mechanic medal medication medicine meeting member membership memo mention mentor menu merchant mesh
  message metafield meter method metric migration milestone minister ministry minute mirror mission mistake modality
  mode model moderator modifier module molecule monitor monster month mood moon motor mountain mouse movie museum
  musician namespace narrative nation needle neighbor neighborhood network newsletter node nominee note notebook
  notification number nurse nutrient oauthclient object objective observation observer occurrence offence offender
  offer offering office officer operation operator opinion opportunity option orchard orchestra order org organisation
  organization organizer origin outage outcome outfit outlet outpost oven overlay override owner pack package packet
  page painting pallet panel panelist parameter parcel parent park part participant partition partner passenger
  passkey passport password path patient pattern payable paycheck payee payload payment payout payroll payslip pedal
  peer pen pencil pension percentile period perk permission person persona pet pharmacy phase phone photo phrase
  pickup picture pilot pin pipe pipeline pixel pizza place placement plan planet planner plant plate platform player
  playlist plaza plot plugin pod podcast poem poet point policy politician poll pony pool port portal portfolio
  position post postcard postcode poster pot potion predecessor predicate prediction preference prefix prepayment
  prescription presentation preset president preview price principal printer priority prisoner privilege prize problem
  procedure process processor product profile program project projection promotion prompt proof property proposal
  prospect protein provider province proxy psychologist pub publication publisher pupil puppy purchase puzzle quarter
  query quest question questionnaire queue quiz quota quote race rack radio radius railway ramp range ranking rate
  rating reaction reader reading reason receipt receivable receiver receptionist recipe recipient recommendation
  record recording recurrence ref referee reference referendum referral referrer refund region registrant registration
  registry regulation rehearsal relation relationship relative relay release reminder renewal rental replica reply
  repo report repository representative reputation request requirement requisition reservation residence resident
  resource response restaurant restriction result return retweet review reviewer revision revocation reward ribbon
  ride rider ring river road robot role rollout rollup room roster round route router routine row rubric rule ruleset
  run runbook runner runtime runway sailor salary sale salon sample sandbox satellite saving scenario scene schedule
  scheduler schema scheme scholar school schoolyear scientist scooter scope score scorecard screen screenshot script
  sculpture season seat secret section sector seed segment seller sender sensor sentence sequence sergeant server
  service serviceaccount session setlist setting settlement severity shape shard share shareholder sheet shelf shelter
  shift ship shipment shirt shoe shop shopper shortcut show sibling signal signature sim simulation singer sink sister
  site sitemap skill skin sku slice slide slot snapshot snippet socket soldier solution song source space spec
  specialist specialty spell spice sponsor spot spreadsheet sprint squad stack stadium staffmember stage stakeholder
  standard star starship state statement station statue status step sticker stop store story strain strategy
  streak stream streamer street string structure student studio study style stylist subaccount subcategory subdomain
  subject submission subnet subscriber subscription substance subtask subtitle subtype suburb suffix suggestion suite
  summary supervisor supplier suppression surcharge surgeon survey swimmer switch syllabus symbol symptom synonym
  system tab table tag tale talk tank target task tax taxi taxonomy teacher team teammate technician technique
  telephone template tenancy tenant tender term terminal termination territory tester text textbook theater theatre
  theme thing thought thread threat threshold thumbnail ticker ticket tier tile timer timesheet timeslot timezone
  title todo token tool tooth topic topology touchpoint tournament town toy trace track tracker trade trader trailer
  train trainer trait transaction transcript transfer transformation transition translation traveler traveller
  treatment tree trend trial tribe trigger trip trophy trouble truck trunk trustee tube tuition tunnel turbine tutor
  tweak tweet type umbrella uncle uniform unit university update uri url user utterance vacancy vaccine validator
  valley value variable variant variation vault vegetable vehicle vendor venue verdict verification verse version
  vessel video videogame view viewer village villain violation virus visa visit visitor vitamin vocabulary voice
  volcano volume volunteer vote voter voucher voyage wage waiter waiver walk walkthrough wallet ward warehouse warning
  warrant warranty watcher watchlist weapon webhook webinar website wedding week well whale wheel whisky widget wife
  wiki wing winner wish wishlist witness wolf woman word workbook worker workflow workload workout worksheet workshop
  workspace workstation writer yacht yard year zipcode zone
`
    .trim()
    .split(/\s+/),
)
