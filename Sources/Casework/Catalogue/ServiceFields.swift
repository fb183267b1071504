// What the codes of a service's fields are called: fields of a person's record, or what people are counted by.

public import Basics
import Registry
import Statistics

public enum ServiceFields {
    /// In the registry's own words; a code that is none stands for itself.
    public static func label(_ code: String) -> BilingualText {
        PersonField(rawValue: code)?.label ?? Dimension(rawValue: code)?.label
            ?? BilingualText(vi: code, en: code)
    }
}
