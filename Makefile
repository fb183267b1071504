# Every everyday task, each one command. `make run` and `make test` work on a fresh Debian 12 with Swift 6.3.

# Overridden on the command line: make run PORT=9000
DATA = data
HOST = 127.0.0.1
PORT = 8080

.PHONY: run test check mutations bench format lint golden clean

# The server on demo data. It prints its address and the demo accounts; Ctrl-C stops it.
run:
	@.ci/packages run
	swift build -c release --product trinhky
	@exec "$$(swift build -c release --show-bin-path)/trinhky" serve --demo --data $(DATA) --host $(HOST) --port $(PORT)

# Every test. Fails when one fails; the last lines are the runner's own summary. The suites that serve pages inside the
# process of the tests run by themselves: behind a thousand others their server answers so late that it ends connections.
# So many tests at once keep a small machine busy; all at once, transactions would wait for each other until they give up.
AT_ONCE := --experimental-maximum-parallelization-width 16

test:
	@.ci/packages test
	swift test --disable-xctest $(AT_ONCE) --skip WebTests
	swift test --skip-build --disable-xctest $(AT_ONCE) --filter WebTests

# The quick run: style, the pure rules, the files as they are shipped, pages by HTTP. Under a minute after a build.
check: lint
	swift build --build-tests
	swift test --skip-build --disable-xctest --skip MutationTests --filter \
	    'BasicsTests|FormatsTests|FormsTests|RegistryTests|CaseworkTests|WebTests|TidyTests|PinnedText|PrintedDocument'

# Every slip of one word in the shipped procedure and services: found by the loader, or harmless. Some minutes.
mutations:
	@.ci/packages test
	TRINHKY_MUTATIONS=all swift test --disable-xctest --filter MutationTests

# The measurements of docs/performance.md, one JSON object a line. Nothing else should run meanwhile.
bench:
	@.ci/packages run
	swift build -c release --product trinhky
	@trinhky="$$(swift build -c release --show-bin-path)/trinhky"; \
	for what in "letters --letter refusal" letters sheet routing submit saves verify pages "lists --cases 200000" fulfil \
	    release results fingerprint assertions; do \
	    "$$trinhky" bench $$what || exit 1; done

# Rewrites the sources in the house format.
format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift

# Says what `make format` would change, and what the house style forbids.
lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

# Prints anew the documents that tests hold against the code. Look at the difference before you commit it.
golden:
	@.ci/packages test
	TRINHKY_GOLDEN=1 swift test --disable-xctest --filter 'PrintedDocument|RoutesDocument|PermissionsPage'

# Removes what was built; the data stays.
clean:
	swift package clean
