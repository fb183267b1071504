// Every bound of the product in one place, each with its reason.

/// The bounds that loops, queues, uploads and parsers keep. A number that is not here is not bounded on purpose.
public enum Limits {
    /// An XML file of the workflow folder: the largest public BPMN models are a tenth of this.
    public static let xmlBytesMax = 5 * 1024 * 1024
    /// Nesting of XML elements: libxml2 itself refuses 256; no model needs more than about 20.
    public static let xmlDepthMax = 64
    /// Attributes of one element: libxml2 compares each with each; no vocabulary here has more than twenty.
    public static let xmlAttributesMax = 256
    /// Parts of one type of a decision model, those of the types it is made of counted each time.
    public static let typePartsMax = 2_000
    /// Nodes the interpreter may visit for one stimulus: more means a loop without a wait in it.
    public static let nodeVisitsMax = 1_000
    /// Markings that the check of a process walks through: a sensible process has a few hundred.
    public static let processStatesMax = 10_000
    /// Combinations of variables that the check of a process tries for each act: few variables have few values.
    public static let rehearsalsMax = 64
    /// Kinds of requests for which the check of a procedure makes a decision: thirteen classes, five tiers, six groups,
    /// with consent and without.
    public static let decisionTrialsMax = 800
    /// Elements of one decision model: the largest published ones have a few hundred, and each takes some kilobytes.
    public static let decisionElementsMax = 10_000
    /// Decision models that import one another in a row; reading them goes one call deeper each time.
    public static let decisionImportsMax = 16
    /// Tokens in one case at once.
    public static let tokensMax = 256
    /// Codes of papers looked up that a file to be checked claims to have: ours has one.
    public static let fileMarksMax = 16
    /// How long a reader waits for a paper that is being drawn: hundreds of times what drawing one takes.
    public static let drawingWaitMilliseconds = 5_000
    /// Cases kept in memory as they were folded last: some kilobytes each, about 100 MiB in all.
    public static let foldedCasesMax = 20_000
    /// Events kept as they were read last, and the longest that is: ways through a process are few, and so are the
    /// people who go them.
    public static let recentEventsMax = 2_000
    public static let recentEventBytesMax = 4 * 1024
    /// Objects and lists in one another in what is stored: reading them is recursive.
    public static let storedJSONDepthMax = 256
    /// Cases that a check of the database reads at once, and how many events are enough of them.
    public static let auditedCasesAtOnce = 64
    public static let auditedEventsAtOnce = 4_000
    /// Requests that an organisation begins in a day, where the site sets nothing else: a large bank's, ten times over.
    public static let draftsPerDay = 1_000
    /// Changes to requests in a day: twenty for each of those.
    public static let savesPerDay = 20_000
    /// Documents uploaded in a day: five for each of those.
    public static let uploadsPerDay = 5_000
    /// Megabytes uploaded and typed in a day: two for each of those.
    public static let megabytesPerDay = 2_048
    /// Results opened in a day: each request's in every form, and again.
    public static let openingsPerDay = 5_000
    /// Cases to which one act is done at once, with one password.
    public static let casesAtOnceMax = 500
    /// Persons whom a clerk receives at a desk in a day: one each three minutes.
    public static let receptionsPerDay = 160
    /// What answers a request for supplements may go so many times beyond the day's quota: its term runs.
    public static let supplementQuotaShare = 2
    /// Looking at a result again so soon, in the same form, is one opening: a page that is reloaded.
    public static let sameOpeningSeconds = 60
    /// Answers to a person about their own record in a day: one, and another each time that it changes.
    public static let ownRecordsPerDay = 20
    /// Openings remembered for that: those of the last minute.
    public static let recentOpeningsMax = 10_000
    /// How long records of looks and refusals wait for others, in milliseconds: with the write itself, under a second.
    public static let accessDelayMilliseconds = 400
    /// Different records that wait at most; who comes then waits for the disk. As many as pages are shown in that time.
    public static let accessBatchMax = 1_000
    /// Different refused attempts of one person in one batch that are kept with what they were after: nobody tries more
    /// by hand, and a program would fill the log.
    public static let refusedTargetsMax = 50
    /// Events between two snapshots of a case: reading so many takes a millisecond, and most cases end before a second.
    public static let eventsPerSnapshot = 32
    /// Older versions of services and procedures kept ready in memory; reading one again takes milliseconds.
    public static let pinnedVersionsMax = 64
    /// Files in `Workflows/`: a hundred times what the country needs, few enough to be read at every start.
    public static let workflowFilesMax = 5_000
    /// The address that letters print: in the foot of a page it stands on one line with the code.
    public static let publicAddressBytesMax = 80
    /// Days that a signing official has for a supplement beyond its last day, where the site sets nothing else.
    public static let vouchDays = 5
    /// Events in one case: a case with more is a fault of the process, not work.
    public static let eventsPerCaseMax = 5_000
    /// Events after which a draft can be changed no more: the rest of `eventsPerCaseMax` is left for acts, papers and
    /// the process, which could not end the case otherwise.
    public static let draftEventsMax = 4_000
    /// Steps of one FEEL evaluation: to sort 20,000 rows by a function takes most of them, other work over as many rows
    /// a tenth, and all of them about a tenth of a second and less than 64 MiB.
    public static let feelStepsMax = 1_000_000
    /// Levels of an evaluation, calls and what stands in parentheses together: the evaluator is recursive.
    public static let feelStackMax = 1_024
    /// Lists and contexts in one another: what walks through them, and the end of their lives, is recursive.
    public static let feelValueDepthMax = 256
    /// Nesting of a FEEL expression; the parser is recursive.
    public static let feelDepthMax = 128
    /// Persons in one request: a large employer, a bank's customers of a year.
    public static let subjectsMax = 100_000
    /// A CSV file of persons: 100,000 rows of at most about 500 bytes.
    public static let subjectsFileBytesMax = 50 * 1024 * 1024
    /// Claims about one field of one person (or about their name and date of birth) that one organisation may get wrong
    /// within `failedClaimDays`: an honest clerk mistypes once or twice, a guesser needs hundreds for a date of birth.
    public static let failedClaimsMax = 3
    /// People that a search shows: more are not looked through by anybody, and a common name has thousands.
    public static let candidatesMax = 20
    /// How long a wrong claim counts, in days.
    public static let failedClaimDays = 90
    /// Days before and after a request in which others ask for the same person: long enough for an inquiry that several
    /// make together, short enough that a person who changes bank and telephone is not remarked on.
    public static let soughtDays = 7
    /// Days before and after a request in which others of the same organisation are taken together: a working day and a
    /// weekend.
    public static let nearRequestDays = 3
    /// Days before a request by which it is told how large the requests of the organisation usually are.
    public static let usualSizeDays = 365
    /// Requests that tell it, the latest of these days: a median of more would not differ.
    public static let usualRequestsMax = 200
    /// How long it is kept who asked for which person, in days: a request that is open for so long is rare.
    public static let askedPersonDays = 90
    /// Persons answered in one transaction: some milliseconds, and so long a list costs its commits next to nothing.
    public static let releaseBlockRows = 500
    /// Blocks answered before others who wait for the worker get their turn: half a second.
    public static let blocksInTurnMax = 20
    /// Cells of a table that is drawn as PDF: 100,000 persons whose identity was checked, 10,000 with everything that
    /// may be provided; a minute and some 1,500 pages.
    public static let sheetCellsMax = 500_000
    /// Faulty rows shown at once; a page with more helps nobody. The true number is always said.
    public static let rowProblemsMax = 100
    /// Columns of a CSV file: the person record has some sixty fields, and a row of millions of cells would be read to
    /// its end before anybody could say that it is wrong.
    public static let csvColumnsMax = 200
    /// Bytes of one row of it: more than all its columns may hold.
    public static let sheetRowBytesMax = 4 * 1024 * 1024
    /// A list in UTF-16, which is read whole: longer ones have to be saved as UTF-8.
    public static let sheetUTF16BytesMax = 64 * 1024 * 1024
    /// Lines above the header of a list of persons: a title, the name of the organisation, a date, blank ones between.
    public static let csvTitleRowsMax = 12
    /// One cell of a CSV file or one text field of a form.
    public static let fieldCharactersMax = 4_000
    /// An article of a law as a letter cites it: two laws with their numbers and an amendment.
    public static let articleCharactersMax = 500
    /// One uploaded PDF.
    public static let documentBytesMax = 10 * 1024 * 1024
    /// The key of a page, a field, an option or an act of a procedure: the longest of ours has half of it.
    public static let formKeyCharactersMax = 60
    /// Documents attached to one request.
    public static let documentsMax = 20
    /// Characters of the name of an uploaded file: what file systems take; a longer one keeps its ending.
    public static let fileNameCharactersMax = 255
    /// Enclosures that are opened at once: each is a process of its own, on a machine that has two cores or more.
    public static let inspectionsAtOnceMax = 2
    /// Enclosures waiting to be opened; the usual one takes some 20 ms, the worst `inspectionSecondsMax`.
    public static let inspectionsWaitingMax = 32
    /// Opening an enclosure: a hundred times what the largest real one takes.
    public static let inspectionSecondsMax = 10
    /// Memory for it: fifty times the largest file, for what unpacks.
    public static let inspectionMemoryKilobytesMax = 512 * 1024
    /// What is read of the answer: its first line is what counts.
    public static let inspectionOutputBytesMax = 64 * 1024
    /// A file of minutiae: 16 views of 255 minutiae are 25 KB, and their extended data seldom doubles that.
    public static let fingerprintBytesMax = 65_536
    /// Views in such a file: more than the fingers of a person.
    public static let fingerprintViewsMax = 16
    /// Files of minutiae sent with a list of persons one by one: beyond, people send a ZIP.
    public static let fingerprintFilesMax = 200
    /// Persons whose fingers one request compares: a morning at the counters of a whole bank.
    public static let fingerprintsOfCaseMax = 10_000
    /// A ZIP of files of minutiae, packed: ten thousand of the usual 300 bytes are 5 MB.
    public static let fingerprintZIPBytesMax = 16 * 1024 * 1024
    /// The same unpacked: all of it is held in memory while it is read.
    public static let fingerprintsUnpackedBytesMax = 64 * 1024 * 1024
    /// Files of an import of enrolled fingers at once: those of a province's day; more are several imports.
    public static let fingerprintsImportedMax = 100_000
    /// All of an import, packed and unpacked: each of those files at twice its usual size.
    public static let fingerprintImportBytesMax = 64 * 1024 * 1024
    /// Persons whose fingers are compared in the transaction of the act itself, which others wait for: 0.6 ms each. A
    /// longer list is answered block by block.
    public static let fingerprintsInActMax = 50
    /// Templates sealed anew in one transaction: some milliseconds.
    public static let fingerprintsResealedAtOnce = 500
    /// Keys that templates are sealed with, of all times: one a month for twenty years.
    public static let fingerprintKeysMax = 240
    /// The name of a file in a ZIP: a folder and a number, many times over.
    public static let zipNameBytesMax = 255
    /// Templates that a batch of comparisons keeps prepared: some 60 KB each at most.
    public static let fingerprintsPreparedMax = 2_000
    /// A form without files: 200 fields of text.
    public static let formBytesMax = 1 * 1024 * 1024
    /// A body that is too large is read on to here and thrown away when a signed-in person sends it: browsers listen to
    /// the answer only once they have sent all. A scan of a thousand pages has about as much.
    public static let formDrainBytesMax = 128 * 1024 * 1024
    /// Forms kept that could not be taken yet; of a whole country few people lose a session or ask back at once.
    public static let keptFormsMax = 20_000
    /// Of one account: the tabs that a person has open, or several people who share it.
    public static let keptFormsOfOneMax = 20
    /// The same in bytes: the largest list, and what else is open.
    public static let keptFormBytesOfOneMax = 64 * 1024 * 1024
    /// All of them together: twenty of the largest lists of persons, or forty thousand forms full of text.
    public static let keptFormBytesMax = 1024 * 1024 * 1024
    /// How long they are kept: time to find the password, and lunch.
    public static let keptFormSeconds = 2 * 3600
    /// How long it is known whose an idle session was, so that a form left open overnight finds its writer again.
    public static let endedSessionSeconds = 24 * 3600
    /// Fields and parts of one form post; typed rows of persons come to five fields each.
    public static let formFieldsMax = 2_000
    /// Typed rows of persons on one page; more are given as a file.
    public static let typedSubjectsMax = 50
    /// Persons a request prints; longer lists are named by their number and stay in the electronic dossier.
    public static let subjectsPrintedMax = 300
    /// Set paragraphs that one typesetter keeps for the next letter: those of some twenty kinds of papers, 2 MiB.
    public static let setParagraphsMax = 512
    /// Letters waiting to be drawn, and being drawn: each takes milliseconds.
    public static let lettersWaitingMax = 256
    /// Sheets of many pages waiting to be drawn, and the one that is: each may take a minute.
    public static let sheetsWaitingMax = 8
    /// Bytes of one piece of a file that is sent while it is made.
    public static let streamedPieceBytes = 64 * 1024
    /// Lines of a register that one page shows.
    public static let registerPageRows = 200
    /// Lines of a register that are read at once for a file.
    public static let registerRowsRead = 1_000
    /// Lines of a register that are drawn as a PDF: 13 MB, fifteen seconds of one core and 80 MiB. A longer year is had
    /// as CSV.
    public static let registerLinesDrawnMax = 50_000
    /// Rows a list page shows.
    public static let pageRows = 25
    /// Working days before a due day, within which it is soon.
    public static let dueSoonWorkingDays = 2
    /// Lines of a list that are counted: beyond, people are told that there are more. Counting so many takes a fraction
    /// of a millisecond.
    public static let countedRowsMax = 1_000
    /// The place in a list that an address names: two ids, a day and a moment have under 200 bytes.
    public static let cursorBytesMax = 500
    /// Rows of one page of a list of persons.
    public static let subjectsPageRows = 100
    /// Characters of a password: long enough for a passphrase, short enough that hashing stays cheap.
    public static let passwordCharactersMax = 256
    /// Writes waiting for their turn; at 10,000 a second this is less than half a second of waiting.
    public static let writesWaitingMax = 4_096
    /// Writes that share one commit: enough that the sync costs each of them next to nothing.
    public static let writesPerCommitMax = 256
    /// After this long a commit takes no more writes in, so that the first of them need not wait for slow ones.
    public static let commitGroupMillisecondsMax = 50
    /// Connections to PostgreSQL for reading, and as many for writing: writers that wait for one another keep no reader
    /// waiting. Five processes stay below the hundred that a server takes where nobody set another number.
    public static let databaseConnectionsMax = 8
    /// Reads waiting for a connection: at 10,000 a second less than half a second of waiting.
    public static let readsWaitingMax = 4_096
    /// A connection that nobody needed for so long is closed.
    public static let databaseIdleSecondsMax = 60
    /// Connecting to PostgreSQL: a host that says nothing for so long is not there.
    public static let databaseConnectSecondsMax = 5
    /// A host that acknowledges nothing for so long is gone, whatever was being waited for.
    public static let databaseSilenceSecondsMax = 15
    /// One statement on PostgreSQL: far beyond what a page needs; a million rows are checked or made in that time.
    public static let statementSecondsMax = 120
    /// No answer of PostgreSQL for so long: it or the way to it hangs, since it stops its statements by itself before.
    public static let answerSecondsMax = statementSecondsMax + databaseSilenceSecondsMax
    /// How long a commit waits for the disk and for the standbys that must have it. Disks take milliseconds.
    public static let commitSecondsMax = 10
    /// Statements that travel together at most: the answers to them fit into what a connection buffers.
    public static let statementsSentMax = 64
    /// A body that thinks for so long between two statements is dead, and what it has locked is needed.
    public static let idleInTransactionSecondsMax = 60
    /// Statements kept prepared on one connection: some more than the program has.
    public static let preparedStatementsMax = 512
    /// So many rows are worth the two round trips of a COPY; its bytes go out in pieces of about that size.
    public static let copiedRowsMin = 256
    public static let copiedBytesSent = 64 * 1024
    /// Rows fetched at once while an answer is walked through, and about so many bytes of them.
    public static let rowsFetchedMax = 512
    public static let bytesFetchedMax = 1024 * 1024
    /// Waiting for another process that holds the write lock, or for a row or a turn that another body has.
    public static let lockWaitSecondsMax = 5
    /// Pages of the database that are kept by the connection that writes and answers from the registry, and by that of
    /// a command that reads all of it.
    public static let pageCacheBytes = 24 * 1024 * 1024
    /// The write-ahead log is cut back to this after a checkpoint; imports may let it grow beyond for a while.
    public static let journalBytesKeptMax = 64 * 1024 * 1024
    /// Connections that one address may have open: an office of some forty people behind one address, whose browsers
    /// open six each. A proxy that is trusted is not counted.
    public static let connectionsOfOneMax = 256
    /// Connections in all: each takes a descriptor and some 50 KiB.
    public static let connectionsMax = 10_000
    /// Descriptors kept for files, the database and the tools that open enclosures.
    public static let descriptorsReserved = 128
    /// A whole request with its answer: the largest upload over 100 kbit/s.
    public static let requestSecondsMax = 15 * 60
    /// A body may begin slowly; after this long it must have kept up the least rate.
    public static let bodySecondsFree = 30
    /// The least rate of a body: a tenth of what the slowest line of an office sends.
    public static let bodyBytesPerSecondMin = 4 * 1024
    /// Nothing of an answer was taken for so long: nobody reads it any more.
    public static let answerStallSeconds = 60
    /// Between two looks at what is under way on a connection.
    public static let requestWatchSeconds: Int64 = 5
    /// When the server is to stop, requests that are still coming in and answers that are not taken get so long.
    public static let endingRequestSeconds: Int64 = 3
    /// By how much the clock may lie before the newest entry of the log while numbers are given: an act may have looked
    /// at the clock so long before it is written.
    public static let clockToleranceSeconds = 60
    /// A claim on work that its worker has not renewed for so long lapses: the worker is dead.
    public static let claimSeconds = 8
    /// A worker renews its claims so often. By what is left of `claimSeconds` after two turns the clocks of hosts may
    /// differ; by more, work is done twice, which changes nothing the second time.
    public static let claimRenewalSeconds = 2
    /// How often work whose worker died is taken up at once; work that kills its server waits then.
    public static let lapsedClaimsMax = 3
    /// Failed items that an operator has tried again in one transaction: as many as leave room for others' acts.
    public static let retriedAtOnce = 100
    /// Characters of an operator's reason.
    public static let operatorReasonCharactersMax = fieldCharactersMax
    /// Cases of which the nightly check reads the rows in one transaction.
    public static let checkedCasesAtOnce = 100
    /// Cases that the nightly check names; it counts the others.
    public static let namedCasesMax = 200
    /// People of one office or organisation that are asked whether they may do a task: more than any has.
    public static let possibleDoersMax = 1_000
    /// Work that may not be done now is asked for again after so long.
    public static let heldWorkSeconds = 60
    /// The name of one form field, in bytes: ours are under 40, typed rows included.
    public static let formNameBytesMax = 200
    /// The headers of one part of an uploaded form: a long file name in percent-encoded Vietnamese fits ten times.
    public static let partHeaderBytesMax = 8 * 1024
    /// Characters of a new password; ten resist guessing behind the throttle.
    public static let passwordCharactersMin = 10
    /// Characters that a password needs beside the names in it: with fewer, who knows the person has it soon.
    public static let passwordCharactersBesideNamesMin = 6
    /// Characters of a person's name: the column of the registry's longest names twice over.
    public static let personNameCharactersMax = 120
    /// Characters of a title in a signature block, or of the line above it: each stands on one line of a letter.
    public static let positionCharactersMax = 120
    /// Why a step of a case is somebody else's.
    public static let assigningReasonCharactersMax = 500
    /// Cases on a page from which steps are given to people.
    public static let assignedAtOnceMax = 100
    /// Steps of people who are gone that are given back in one go; the next go takes the others.
    public static let abandonedTasksMax = 1_000
    /// Characters of an organisation's name, and of its address: each stands in the head of letters.
    public static let organizationNameCharactersMax = 300
    public static let organizationAddressCharactersMax = 500
    /// Characters of a telephone number or of an e-mail address (RFC 5321 has 254 for the latter).
    public static let organizationContactCharactersMax = 254
    /// Organisations above one another: the state has four tiers; more is a circle.
    public static let organizationLevelsMax = 16
    /// Days without signing in after which an account is taken out of use, where the site sets nothing else: half a
    /// year, since some organisations ask for data once a season.
    public static let idleDays = 180
    /// Recovery codes of one account: some for each year of a telephone's life.
    public static let recoveryCodes = 10
    /// What is read of a typed code: a recovery code with all its hyphens twice over.
    public static let codeCharactersMax = 40
    /// Time between the password and the code: to fetch the telephone.
    public static let signInStepSeconds = 10 * 60
    /// How long a new secret waits for its first code: to install an app.
    public static let secondFactorOfferSeconds = 3600
    /// Sessions of one account that a page shows; a person has a few browsers.
    public static let sessionsShown = 100
    /// Characters of an account name.
    public static let usernameCharactersMax = 64
    /// Entries of the log that one order erases: all of a case, which can have no more.
    public static let erasedEntriesMax = eventsPerCaseMax
    /// The name of an operator in the log: that of a login, or a person's.
    public static let operatorNameCharactersMax = 64
    /// Password checks waiting for a thread; each takes about 20 ms and 19 MiB, so these are half a second of waiting.
    public static let passwordsWaitingMax = 64
    /// How long an account knows a browser or an address that it was signed in to from.
    public static let familiarPlaceSeconds = 180 * 86_400
    /// A login session ends after this long without a request: a desk left alone over lunch.
    public static let sessionIdleSeconds = 30 * 60
    /// A login session ends after this long in any case: one working day.
    public static let sessionSecondsMax = 12 * 3600
    /// How exactly the last request of a session is known; writing it at every request would double the work.
    public static let sessionTouchSeconds = 60
    /// Characters of a service's code: it stands in file names, addresses and columns.
    public static let serviceCodeCharactersMax = 64
    /// Characters of a service's name: it stands in headings, lists and letters.
    public static let serviceNameCharactersMax = 200
    /// Communes in the list of communes: 3,321 stand since July 2025, 11,162 stood before 2020.
    public static let communesMax = 20_000
    /// The file of that list.
    public static let unitsFileBytesMax = 8 * 1024 * 1024
    /// The name of a commune with the word of its kind.
    public static let communeNameCharactersMax = 100
    /// Offices in the table of offices: the centre, 34 provinces and 3,321 communes, with room for the changes of a
    /// decade.
    public static let officesMax = 4_000
    /// Options that a search among many shows at once: a screen of them; a word more makes them fewer.
    public static let optionsShown = 20
    /// Words of a search among options: more than the longest name has.
    public static let searchWordsMax = 20
    /// Words of an address that is compared: the longest real ones have some thirty, and walking two side by side costs
    /// time and stack by their length.
    public static let addressWordsMax = 60
}
