// When two values are the same for Swift: of one kind, with the same content.

import Basics

extension Value: Hashable {
    /// Not what FEEL's `=` says: `null` is the same as `null` only, and texts are the same code point by code point.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): ByteText(left) == ByteText(right)
        case (.date(let left), .date(let right)): left == right
        case (.time(let left), .time(let right)): left == right
        case (.dateTime(let left), .dateTime(let right)): left == right
        case (.yearsMonths(let left), .yearsMonths(let right)): left == right
        case (.daysTime(let left), .daysTime(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.context(let left), .context(let right)): left == right
        case (.range(let left), .range(let right)): left == right
        case (.function(let left), .function(let right)): left == right
        default: false
        }
    }

    /// Lists and contexts are told apart by their sizes only: hashing must not walk through them.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: break
        case .boolean(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let text): hasher.combine(ByteText(text))
        case .date(let date): hasher.combine(date)
        case .time(let time): hasher.combine(time)
        case .dateTime(let dateTime): hasher.combine(dateTime)
        case .yearsMonths(let months): hasher.combine(months)
        case .daysTime(let duration): hasher.combine(duration)
        case .list(let values): hasher.combine(values.count)
        case .context(let context): hasher.combine(context.keys.count)
        case .range(let interval): hasher.combine(interval)
        case .function(let function): hasher.combine(function)
        }
    }
}
