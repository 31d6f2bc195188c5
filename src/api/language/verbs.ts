/** English imperatives that are hardly ever nouns: a segment that begins with one names an action. */
export const imperatives: ReadonlySet<string> = new Set(
  `
  abort accept acknowledge activate add aggregate analyse analyze anonymize append apply approve assign associate attach
  authenticate authorize ban begin bind browse buy calculate cancel capture choose classify clear close collect combine
  compare compute configure confirm connect consume convert create deactivate decline decode decrease decrement decrypt
  delete deliver demote deny deploy deprovision describe destroy detach detect determine disable disassociate disconnect
  discover dismiss dispatch do edit eject emit enable encode encrypt enroll ensure enter erase evaluate execute explain
  extend extract fetch find finish flush forget generate get give grab handle hide identify ignore increase increment
  initialize initiate insert inspect install invalidate invoke is join kick kill locate make manage merge migrate modify
  move mute notify obtain pause perform persist predict prepare promote provision publish purge put reactivate read rebuild
  recalculate receive recognize recommend reconcile recover redeem redeliver regenerate register reindex reject reload
  remove rename render renew reopen reorder reorganize replace rerun resend reserve reset resize resolve restart restore
  resubmit resume retrieve retry reverse revert revoke save say see sell send sign simulate skip snooze spend start stop
  submit subscribe suggest summarize suspend swap synchronize take terminate toggle transcribe transform translate truncate
  try unarchive unassign unban unbind unblock undelete undeploy undo unenroll unfollow unhide uninstall unlink unlock unmute
  unpin unpublish unregister unshare unsubscribe unsuspend update upsert use validate verify withdraw write
`
    .trim()
    .split(/\s+/),
)

/** Imperatives that are nouns as well: `/reports`, `/order-items`. Only what stands around them can tell. */
export const nounsAndImperatives: ReadonlySet<string> = new Set(
  `
  archive autocomplete book bulk check claim clone complete copy count display download duplicate end estimate expire export
  fix follow forward grant import index invite issue launch leave list load lock login mark match open patch pin place poll
  post print process push query refresh release reply report request return rotate run scale scan schedule search select set
  share show shutdown sort split store sync tag test transfer transition trigger upgrade upload view void vote
`
    .trim()
    .split(/\s+/),
)
