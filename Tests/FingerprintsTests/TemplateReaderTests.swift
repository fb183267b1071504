// Reading of records: what is taken, what is refused and why, and that no bytes at all do harm.

import Testing

@testable import Fingerprints

struct TemplateReaderTests {
    @Test func theFingerThatARecordStatesIsReadAndWritten() throws {
        var bytes = Samples.Record().bytes
        for finger in [UInt8(0), 1, 10, 255] {
            bytes[24] = finger
            let template = try FingerprintTemplate(iso: bytes)
            #expect(template.views[0].finger == Int(finger))
            #expect(try FingerprintTemplate(iso: template.iso) == template)
        }
    }

    @Test func aRecordIsReadWithItsViews() throws {
        var record = Samples.Record()
        record.viewCount = 2
        record.views.append(Samples.Record.view(extended: [0, 3, 7, 8, 9]))
        let template = try FingerprintTemplate(iso: record.bytes)
        #expect(template.views.count == 2)
        let view = try #require(template.views.first)
        #expect(view.width == 200 && view.height == 250)
        #expect(view.horizontalResolution == 197 && view.verticalResolution == 197)
        #expect(view.minutiae.map(\.x) == [10, 30, 50])
        #expect(view.minutiae.map(\.y) == [20, 40, 60])
        #expect(view.minutiae.allSatisfy { $0.angle == 64 && $0.quality == 50 })
        #expect(template.views[1].minutiae == view.minutiae)
    }

    @Test func kindAndReservedBitsAreNoPartOfThePlace() throws {
        var record = Samples.Record()
        record.views[0][4] = 0x80
        record.views[0][6] = 0xC0
        #expect(try FingerprintTemplate(iso: record.bytes).views[0].minutiae[0].x == 10)
        #expect(try FingerprintTemplate(iso: record.bytes).views[0].minutiae[0].y == 20)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let fault: TemplateFault
        let spoil: @Sendable (inout Samples.Record) -> Void

        var testDescription: String { fault.description }
    }

    static let refusals = [
        Refusal(fault: .wrongMagic) { $0.magic[2] = 0x53 },
        Refusal(fault: .otherVersion) { $0.magic = Array("FMR\0030\0".utf8) },
        Refusal(fault: .ansi378) { $0.length = [0, 48, 0, 0] },
        Refusal(fault: .lengthDiffers) { $0.length = [0, 0, 0, 47] },
        Refusal(fault: .lengthDiffers) { $0.length = [0xFF, 0xFF, 0xFF, 0xFF] },
        Refusal(fault: .trailingBytes) { $0.trailing = [0] },
        Refusal(fault: .endsEarly) { $0.views[0][3] = 4 },
        Refusal(fault: .endsEarly) { $0.viewCount = 2 },
        Refusal(fault: .endsEarly) { $0.views[0].removeLast() },
        Refusal(fault: .extendedDataBeyondEnd) { $0.views = [Samples.Record.view(extended: [0, 1])] },
        Refusal(fault: .extendedDataBeyondEnd) { $0.views = [Samples.Record.view(extended: [0xFF, 0xFF, 1])] },
        Refusal(fault: .noResolution) { $0.resolution.0 = 0 },
        Refusal(fault: .noResolution) { $0.resolution.1 = 0 },
        Refusal(fault: .noViews) { ($0.viewCount, $0.views) = (0, []) },
        Refusal(fault: .tooManyViews) { ($0.viewCount, $0.views) = (17, .init(repeating: $0.views[0], count: 17)) },
        Refusal(fault: .noMinutiae) { $0.views = [Samples.Record.view(count: 0, places: [])] },
        Refusal(fault: .outsideImage) { $0.width = 50 },
        Refusal(fault: .outsideImage) { $0.height = 60 },
        Refusal(fault: .tooManyBytes) { $0.trailing = .init(repeating: 0, count: 65_536) },
    ]

    @Test(arguments: refusals) func eachFaultIsNamed(refusal: Refusal) {
        var record = Samples.Record()
        refusal.spoil(&record)
        #expect(throws: refusal.fault) { try FingerprintTemplate(iso: record.bytes) }
    }

    @Test func everyFaultIsShown() {
        #expect(Set(Self.refusals.map(\.fault)) == Set(TemplateFault.allCases))
        #expect(TemplateFault.ansi378.description == "ansi-378")
    }

    @Test func anEmptyTemplateCutShortIsRefused() {
        var record = Samples.Record()
        record.views = [Samples.Record.view(count: 0, places: [])]
        for count in 1...3 {
            #expect(throws: TemplateFault.lengthDiffers) {
                try FingerprintTemplate(iso: record.bytes.dropLast(count))
            }
        }
    }

    @Test func noPartOfARecordIsARecord() {
        let bytes = SyntheticFinger(seed: 1).impression(1).iso
        for count in 0..<bytes.count {
            #expect(throws: TemplateFault.self) { try FingerprintTemplate(iso: Array(bytes.prefix(count))) }
            // The header says the truth, and the record ends early all the same.
            guard count >= 12 else { continue }
            var cut = Array(bytes.prefix(count))
            (cut[10], cut[11]) = (UInt8(count / 256), UInt8(count % 256))
            #expect(throws: TemplateFault.self) { try FingerprintTemplate(iso: cut) }
        }
    }

    @Test func anyChangedByteIsReadOrRefused() throws {
        let bytes = SyntheticFinger(seed: 2).impression(1).iso
        let other = PreparedTemplate(try #require(SyntheticFinger(seed: 2).impression(2).views.first))
        var readable = 0
        for place in bytes.indices {
            for value: UInt8 in [0, 1, 2, 0x0F, 0x3F, 0x40, 0x7F, 0x80, 0xFE, 0xFF, bytes[place] ^ 0x55] {
                var changed = bytes
                changed[place] = value
                guard let template = read(changed) else { continue }
                readable += 1
                guard place < 28 || value == 0xFF, let view = template.views.first else { continue }
                #expect(FingerprintMatcher.score(PreparedTemplate(view), other).isFinite)
            }
        }
        #expect(readable > bytes.count)
    }

    @Test func randomBytesAreReadOrRefused() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0..<120, using: &generator)
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(read(noise) == nil)
            // Behind a true beginning, so that chance gets further in.
            var bytes = Array("FMR\0 20\0".utf8) + [0, 0, 0, UInt8(24 + count), 0, 0] + noise.prefix(2) + [200, 1, 9]
            bytes += [0, 197, 0, 197, UInt8.random(in: 0...3, using: &generator), 0]
            _ = read(Array((bytes + noise).prefix(24 + count)))
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        for number in 0..<20 {
            let template = SyntheticFinger(seed: UInt64(number)).impression(number)
            #expect(try FingerprintTemplate(iso: template.iso) == template)
        }
        let views = (1...3).flatMap { SyntheticFinger(seed: 4).impression($0).views }
        let template = FingerprintTemplate(views: views)
        #expect(try FingerprintTemplate(iso: template.iso) == template)
    }

    private func read(_ bytes: [UInt8]) -> FingerprintTemplate? {
        // What it throws is tested above; here only that it ends.
        try? FingerprintTemplate(iso: bytes)
    }
}

@Suite(.enabled(if: PublicTemplates.areThere, "needs ../shared/suites/fingerprints"))
struct PublicTemplateTests {
    @Test(arguments: PublicTemplates.sets) func everyPublicTemplateIsRead(set: String) throws {
        for finger in 101...110 {
            for impression in 1...8 {
                let bytes = try PublicTemplates.bytes(set, "\(finger)_\(impression)")
                let template = try FingerprintTemplate(iso: bytes)
                #expect(template.views.count == 1)
                #expect(template.views.first?.minutiae.count == (bytes.count - 30) / 6)
                #expect(try FingerprintTemplate(iso: template.iso) == template)
            }
        }
    }
}
