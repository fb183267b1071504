// The bounds of forms.

import Basics

extension FormBounds {
    /// A character of a text field takes at most four bytes in UTF-8; texts beyond the field's own limit still reach
    /// its check, so that the page can say how long the text is.
    private static let textBytesMax = 4 * 4 * Limits.fieldCharactersMax

    /// A form without files.
    public static let texts = FormBounds(
        bytesMax: Limits.formBytesMax, textBytesMax: textBytesMax, fileBytesMax: 0, filesMax: 0,
        fieldsMax: Limits.formFieldsMax)

    /// A form with one document beside its fields.
    public static let document = FormBounds(
        bytesMax: Limits.documentBytesMax + Limits.formBytesMax, textBytesMax: textBytesMax,
        fileBytesMax: Limits.documentBytesMax, filesMax: 1, fieldsMax: Limits.formFieldsMax)
}
