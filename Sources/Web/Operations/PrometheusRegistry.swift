// The measurements of this process, as Prometheus reads them.

public import Metrics
import Synchronization

/// A swift-metrics backend that keeps everything in memory and prints the Prometheus text format. Labels name routes,
/// methods and status codes, never people or dossiers.
public final class PrometheusRegistry: MetricsFactory {
    /// Upper bounds of the histogram's buckets, in seconds: a page takes about 1 ms, a password hash 20 ms.
    static let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
    /// Different sets of labels: routes × methods × codes come to a few hundred.
    private static let seriesMax = 5_000

    private let series = Mutex<[SeriesKey: Series]>([:])

    public init() {}

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        handler(label, dimensions, .counter)
    }

    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        handler(label, dimensions, aggregate ? .histogram : .gauge)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        handler(label, dimensions, .histogram)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        handler(label, dimensions, .gauge)
    }

    /// Sets a number that was looked up for somebody who asks.
    func set(_ gauge: Gauge) { handler(gauge.name, [], .gauge).set(gauge.value) }

    // Series live as long as the process, as Prometheus expects.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}

    private func handler(_ label: String, _ dimensions: [(String, String)], _ kind: Series.Kind) -> Series {
        let key = SeriesKey(name: label, labels: dimensions)
        return series.withLock { all in
            if let known = all[key] { return known }
            let new = Series(kind: kind)
            if all.count < PrometheusRegistry.seriesMax { all[key] = new }
            return new
        }
    }

    /// The text exposition format, version 0.0.4.
    public func text() -> String {
        let all = series.withLock { $0 }.sorted { $0.key < $1.key }
        var lines: [String] = []
        var lastName = ""
        for (key, series) in all {
            if key.name != lastName {
                lines.append("# TYPE \(key.name) \(series.kind.rawValue)")
                lastName = key.name
            }
            lines += series.lines(key)
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// A number as it is at one moment. What could not be found out is not a number.
public struct Gauge: Sendable {
    var name: String
    var value: Double

    public init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }
}

/// Name and labels of one series.
struct SeriesKey: Hashable, Comparable {
    let name: String
    /// Printed already: `method="GET",route="/"`.
    let labels: String

    init(name: String, labels: [(String, String)]) {
        self.name = name
        self.labels = labels.map { "\($0)=\"\(SeriesKey.escaped($1))\"" }.joined(separator: ",")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    static func < (left: Self, right: Self) -> Bool { (left.name, left.labels) < (right.name, right.labels) }
}

/// The numbers of one series.
final class Series: CounterHandler, TimerHandler, RecorderHandler, MeterHandler, Sendable {
    enum Kind: String { case counter, gauge, histogram }

    private struct Numbers {
        var value = 0.0
        var count = 0
        var buckets = [Int](repeating: 0, count: PrometheusRegistry.buckets.count)
    }

    let kind: Kind
    private let numbers = Mutex(Numbers())

    init(kind: Kind) { self.kind = kind }

    func increment(by amount: Int64) { numbers.withLock { $0.value += Double(amount) } }
    func increment(by amount: Double) { numbers.withLock { $0.value += amount } }
    func decrement(by amount: Double) { numbers.withLock { $0.value -= amount } }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { numbers.withLock { $0.value = value } }
    func reset() { numbers.withLock { $0 = Numbers() } }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard kind == .histogram else { return set(value) }
        numbers.withLock { numbers in
            numbers.value += value
            numbers.count += 1
            if let index = PrometheusRegistry.buckets.firstIndex(where: { value <= $0 }) { numbers.buckets[index] += 1 }
        }
    }

    /// As the format writes it; whole numbers in full, since a position of the log in powers of ten says little.
    private static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    func lines(_ key: SeriesKey) -> [String] {
        let numbers = numbers.withLock { $0 }
        let labels = key.labels.isEmpty ? "" : "{\(key.labels)}"
        guard kind == .histogram else { return ["\(key.name)\(labels) \(Self.text(numbers.value))"] }
        let before = key.labels.isEmpty ? "" : key.labels + ","
        var lines: [String] = []
        var sum = 0
        for (bound, count) in zip(PrometheusRegistry.buckets, numbers.buckets) {
            sum += count
            lines.append("\(key.name)_bucket{\(before)le=\"\(bound)\"} \(sum)")
        }
        lines.append("\(key.name)_bucket{\(before)le=\"+Inf\"} \(numbers.count)")
        lines.append("\(key.name)_sum\(labels) \(numbers.value)")
        lines.append("\(key.name)_count\(labels) \(numbers.count)")
        return lines
    }
}
