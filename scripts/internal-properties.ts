/**
 * Properties that only the program itself sees: the build shortens their names (`short-properties`). They are declared in the sources, and no package
 * declares one of the same name, unless nothing exchanges such objects with it. They are no texts of the program, and not in what users of the package
 * can name, in what is written for others or read from files of theirs, and no key that is looked up by name. A test finds out by their types
 * (`exposed-properties`).
 */
export const internalProperties: readonly string[] = `
  acceptConfiguration accepts addBelow addBlank addListed addNamed addScalar additional additions admits alignment allowEmpty annotation answerLike
  answeredBy answering answersAll answersOf answersProbes apiOf applied applyTo areAll argumentsFor around askedForTypes assigned assignments
  atLeastOne atMost authenticates awaits bearers bindsNothing blocking bodies bounds brackets branches breaking broken byConsole byLogger bytes
  calledBeside callsNext canStart capitals carried carrierIsResult certainty changesFor changesNothingElsewhere choices clients closedness closing
  codeOf colons companion competitor compiles concerns conclude conclusion conditions configurations constantObject constraints constructions
  converts cookieName covers cuts decided declarator defaultStatus definitionOf definitionOfVariable delegations departures dependOn
  dependsOnMoreThanFacts depth differences differsInNull diffs docsFor docsOf dollars dropSecondNames duplicateKeys eachOf eachRouterCall enclosed
  entriesFor epoch errorAnswers escaped excepted explainArchitectureCommand explainConventionsCommand extensible extent fact factsAt factsOf
  factsSince failing fate fieldChanges fieldsOf filed findInFlow findType findingOf finds fixesOf flaws foldersFirst foldersUnread followCall
  followFields followed forbids forgetSql forgetTraced frame frameOf fromStart goal goals governing handlerFile handlerModules handlerName
  handlerRange handlesSignals hasDefault hasFailed hasLibrary hasLogger hasRun hasSourcesIn hasUnreadable headOf holders holding holdsValues holes
  idOf ifBare importersOf inFolders inFunctions inOnlyCall innermost instances isAddedTo isAddress isAlone isAlternative isApplication isArgument
  isAsWritten isAside isAtItem isBare isBounded isCalled isCaught isCertain isChain isChange isChecked isClosed isCode isComparable isCompared
  isComplete isComposed isContext isContract isContractWide isCounted isDeclared isDeclaredBody isDefault isDeferred isDescribed isDirect
  isDocumentMark isDone isDynamic isEmpty isEnd isEndless isEnumerated isExact isExcluded isExclusive isExemplified isFlat isFor isForAll
  isForCaching isForbidden isForeign isForwarded isGone isGuarded isHandler isHeader isImplied isImported isInConflict isInPath isInherited isInner
  isInstance isIntricate isKeptBy isKnownSource isLesser isLimited isLineOver isLoaded isLocal isMain isNone isOfNames isOn isPart isPassedOn
  isPassword isPlain isPlainlyUsed isQuoted isReadable isReferenceOnly isRegistered isReplaced isRequest isRequired isRequiringStated isReturned
  isReturning isRooted isSecurityStated isSeenFrom isSending isSent isSerialised isServer isShared isSimple isSingle isSpread isStated isStore
  isStored isTag isTakenOff isTemplate isText isUnbounded isUnselected isUnwrapped isUsed isValueFinal isView isWanted isWhole isWithoutSpectral
  isWrapped isWrapper isWrite itemsOf justification keepAt keepBeside keepCode keepContract keepSql keepTraced keepsDomain keyPosition knows late
  leakedAnswers leakedBy leaveOut letGo lifetime limits lineEnd lineIndent linesAfter linkTo lists loadsByName loadsDynamically makers manifest
  matched maximumInWords mayBePaged mayChange mayConvert mayExpire mayHandleRequests mayMap mayPage mayQueryDatabase means merged metadataRegistrars
  migrator mismatches misplacedKeywords mistake mixture moment mounters mounts namesIn nearest nesting nextLine nodeAt nodeOf nodesOf noteName
  noteTypes noteUsers notes noun ofCode ofContract offsetAt offsets onCompiled openMapping openSequence opened operands operationIds optionalQueries
  optionsOf otherwise outcomesBefore overridable paged pairs parsesUrl parts passedComment passedTo passesAll passesData passesQuery passesSqlTo
  pathsOf pieces pinned placeOf placeholder placesOf plainInFlow plainName pointerOf positionAt prefixes programBeside programWith projected projects
  propertyTypes publicModule quoted quotes rangeAt rangeOf rank reached readArgument readConfiguration readType readsFolders readsPath realPathOf
  reasonAgainst recordArgument recordCall recordHeir recordInjected recordStored refResolver registrars registrations rejected remedy remember
  removedWebhooks repeatable repeats replacement replacing resolveExport resolveImport responsesAreKnown resultsOf retained returning revision
  routerCalls rulesFor runWatched scanInFlow searched secrets secretsOf section sentSecrets sentSecretsOf serves settle settled severityOf shape
  sibling signs sink sinks sitesOf skipSpaces sourceOf starting states statusOf storedFor strings submodules suffix surroundings tagged
  takesCondition takesError takesEvents takesOptionsOnly takesPath takesResponse takesRest takesValues targets tells temporary textNamed textsAround
  textsFrom theirs throwAt told tooDeepAt topics touched traced tracker transportParameters turns typeUse typical unbound unchecked
  undeclaredProperties units unlimited unmistakable unseen until unusedExceptions useOf usedByThisAlone users validatesClasses variableOf verbInName
  verbs verdict verifies wasChecked ways weakness wholeList wholeListOf withContent withEntries within workspace wrappings wraps
`.trim().split(/\s+/)
