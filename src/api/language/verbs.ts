/** English imperatives that never form a compound with a noun: `createOrder` is a command wherever it occurs. */
export const commands: ReadonlySet<string> = new Set(
  `
  abort accept acknowledge activate add adjust adopt allocate analyse analyze annotate anonymize append approve assign associate assume attach
  authenticate authorise authorize ban begin bind borrow calculate categorize choose clear compress compute configure confirm convert
  create deactivate decline decode decrease decrement decrypt deduct defend delete demote deprecate deprovision deregister describe
  destroy detach detect determine disable disassociate discard disconnect discover dismiss dispose distribute do donate
  downgrade edit eject emit enable encode encrypt enqueue enrich enroll ensure enter enumerate erase evaluate extend extract fetch finalize
  find finish flush forget fulfill generate get give grab hangup has hide identify ignore increase increment initialize initiate
  insert instantiate invalidate is locate make migrate mint modify mute nominate normalise normalize notify obtain onboard optimize parse perform persist predict
  promote propose put reactivate reassign recalculate recompute recognize recommend reconcile recover recreate redact redeem redeliver
  redeploy reencrypt regenerate register reimage reindex reinstate reissue reload remove rename renew reopen reorganize
  replace replicate reprocess repay reschedule resend resolve resubmit retrieve reveal revert revoke rewrite rollback sanitise sanitize say see send shorten
  simulate skip snooze solve submit subtract suggest summarize suppress suspend synchronize terminate transcode transcribe translate transmit
  troubleshoot truncate unapply unarchive unassign unban unbind unblock unclaim undelete undeploy undo unenroll unflag unfollow unfreeze
  ungroup unhide unhold uninstall unlink unlock unmute unpause unpin unpublish unregister unshare unsubscribe unsuspend untag
  untrash update upsert validate verify visualize withdraw
`
    .trim()
    .split(/\s+/),
)

/**
 * Verbs of Spanish, Portuguese, French, Italian and German that have an equivalent HTTP method. Verbs for searching and signing in are left
 * out.
 */
export const standardElsewhere: ReadonlySet<string> = new Set(
  `
  obtener crear agregar actualizar modificar eliminar borrar listar guardar
  obter criar adicionar atualizar alterar excluir deletar salvar cadastrar
  obtenir creer créer ajouter supprimer lister recuperer récupérer enregistrer
  ottieni crea aggiungi aggiorna elimina cancella
  hole holen erstelle erstellen anlegen aktualisiere aktualisieren aendern ändern loesche löschen loeschen lösche speichern abrufen
`
    .trim()
    .split(/\s+/),
)
/** All imperatives of those languages. */
export const commandsElsewhere: ReadonlySet<string> = new Set([
  ...standardElsewhere,
  ...`
  enviar reenviar cancelar anular confirmar aprobar aprovar rechazar rejeitar activar ativar desactivar desativar bloquear desbloquear pagar cerrar inscribir matricular
  envoyer annuler valider approuver rejeter activer desactiver désactiver bloquer debloquer débloquer
  invia annulla conferma approva attiva disattiva
  senden versenden stornieren kuendigen kündigen bestaetigen bestätigen freigeben ablehnen aktivieren deaktivieren abschliessen abschließen schliessen schließen
  genehmigen verlaengern verlängern zuruecksetzen zurücksetzen
`
    .trim()
    .split(/\s+/),
])

/** Those of them that only read. */
export const readingElsewhere: ReadonlySet<string> = new Set('obtener listar obter obtenir lister recuperer récupérer ottieni hole holen abrufen'.split(' '))

/** Imperatives that form compounds as often as they command: `merge-fields`, `restorePoints`, `startDate`. */
export const describingVerbs: ReadonlySet<string> = new Set(
  `
  apply browse buy cancel capture classify close collect combine compare compile connect consume deliver deny
  deploy disburse execute explain inspect install invoke join kick kill manage merge move pause prepare provision publish
  purge read reboot rebuild receive recycle reject render reorder rerun reserve reset resize restart restore resume retry reverse
  save seek sell sign spend start stop subscribe swap switch take toggle transform try use wipe write
`
    .trim()
    .split(/\s+/),
)

/** Imperatives that are nouns too: `/reports`, `/order-items`. Only the context can tell. */
export const nounsAndImperatives: ReadonlySet<string> = new Set(
  `
  aggregate answer archive autocomplete book broadcast bulk call change check claim clone complete copy count dispatch display download duplicate
  end estimate expire export fix follow fork forward grant handle hold import index invite issue launch leave like list load lock
  login mark match open patch pick pin place play poll post print process push query refresh refund release repeat reply report request
  return rotate run scale scan schedule search select set share ship show shuffle shutdown sort split store sync tag test track train transfer
  transition trigger upgrade upload view void vote wait watch
`
    .trim()
    .split(/\s+/),
)

/** Those of the nouns above that are commands if an object follows: `listUsers`, `uploadFile`. */
export const commandsBeforeObject: ReadonlySet<string> = new Set(
  `
  aggregate archive book bulk change check claim clone complete copy download duplicate export forward grant import invite issue leave list load
  lock mark pin post print process query refund release report request rotate run scan schedule search select set share show sync
  tag test track transfer trigger upgrade upload view void vote
`
    .trim()
    .split(/\s+/),
)

/** Those of the nouns above that are commands if they stand alone after their object: `/files/upload`. */
export const doneInPlace: ReadonlySet<string> = new Set(
  'aggregate archive book check claim clone complete copy download duplicate export grant import invite lock mark merge pay print process refresh rotate share sync test upload void'.split(
    ' ',
  ),
)

/** Verbs with the meaning of an HTTP method. */
export const standardVerbs: ReadonlySet<string> = new Set(
  'get fetch retrieve list create add insert post put set replace upsert update edit modify patch delete remove destroy erase'.split(' '),
)

/** The HTTP method with the same meaning as a verb that has an object. */
export const methodOfVerb: ReadonlyMap<string, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'> = new Map([
  ...['get', 'fetch', 'retrieve', 'find', 'list', 'show', 'view', 'describe', 'browse'].map((verb) => [verb, 'GET'] as const),
  ...['create', 'add', 'insert', 'post', 'make', 'register', 'submit'].map((verb) => [verb, 'POST'] as const),
  ...['put', 'set', 'replace', 'upsert'].map((verb) => [verb, 'PUT'] as const),
  ...['update', 'edit', 'modify', 'change', 'patch'].map((verb) => [verb, 'PATCH'] as const),
  ...['delete', 'remove', 'destroy', 'erase'].map((verb) => [verb, 'DELETE'] as const),
])
