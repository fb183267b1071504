// Every bound of the product in one place, each with its reason.

/// The bounds that loops, queues, uploads and parsers keep. A number that is not here is not bounded on purpose.
public enum Limits {
    /// An XML file of the workflow folder: the largest public BPMN models are a tenth of this.
    public static let xmlBytesMax = 5 * 1024 * 1024
    /// Nesting of XML elements: libxml2 itself refuses 256; no model needs more than about 20.
    public static let xmlDepthMax = 64
    /// Nodes the interpreter may visit for one stimulus: more means a loop without a wait in it.
    public static let nodeVisitsMax = 1_000
    /// Markings that the check of a process walks through: a sensible process has a few hundred.
    public static let processStatesMax = 10_000
    /// Combinations of variables that the check of a process tries for each act: few variables have few values.
    public static let rehearsalsMax = 64
    /// Kinds of requests for which the check of a procedure makes a decision: thirteen classes, five tiers, six groups,
    /// with consent and without.
    public static let decisionTrialsMax = 800
    /// Decision models that import one another in a row; reading them goes one call deeper each time.
    public static let decisionImportsMax = 16
    /// Tokens in one case at once.
    public static let tokensMax = 256
    /// Cases kept in memory as they were folded last: some kilobytes each, about 100 MiB in all.
    public static let foldedCasesMax = 20_000
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
    /// Steps of one FEEL evaluation.
    public static let feelStepsMax = 10_000
    /// Nesting of a FEEL expression; the parser is recursive.
    public static let feelDepthMax = 128
    /// Persons in one request.
    public static let subjectsMax = 20_000
    /// A CSV file of persons: 20,000 rows of at most about 500 bytes.
    public static let subjectsFileBytesMax = 10 * 1024 * 1024
    /// Faulty rows shown at once; a page with more helps nobody. The true number is always said.
    public static let rowProblemsMax = 100
    /// Columns of a CSV file: the person record has some sixty fields, and a row of millions of cells would be read to
    /// its end before anybody could say that it is wrong.
    public static let csvColumnsMax = 200
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
    /// A form without files: 200 fields of text.
    public static let formBytesMax = 1 * 1024 * 1024
    /// A body that is too large is read on to here and thrown away when a signed-in person sends it: browsers listen to
    /// the answer only once they have sent all. A scan of a thousand pages has about as much.
    public static let formDrainBytesMax = 128 * 1024 * 1024
    /// Forms kept in memory that could not be taken yet; few people lose a session or ask back at once.
    public static let keptFormsMax = 2_000
    /// Of one account: the tabs that a person has open, or several people who share it.
    public static let keptFormsOfOneMax = 20
    /// The same in bytes: five of the largest lists.
    public static let keptFormBytesOfOneMax = 64 * 1024 * 1024
    /// All of them together: some twenty of the largest lists of persons, or ten thousand forms full of text.
    public static let keptFormBytesMax = 256 * 1024 * 1024
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
    /// Bytes of one piece of a file that is sent while it is made.
    public static let streamedPieceBytes = 64 * 1024
    /// Rows of a register that one page, file or PDF holds: a year of a busy office.
    public static let registerRowsMax = 20_000
    /// Rows a list page shows.
    public static let pageRows = 25
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
    /// Waiting for another process that holds the write lock.
    public static let lockWaitSecondsMax = 5
    /// The write-ahead log is cut back to this after a checkpoint; imports may let it grow beyond for a while.
    public static let journalBytesKeptMax = 64 * 1024 * 1024
    /// The name of one form field, in bytes: ours are under 40, typed rows included.
    public static let formNameBytesMax = 200
    /// The headers of one part of an uploaded form: a long file name in percent-encoded Vietnamese fits ten times.
    public static let partHeaderBytesMax = 8 * 1024
    /// Characters of a new password; ten resist guessing behind the throttle.
    public static let passwordCharactersMin = 10
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
