// Regular expressions of XPath.

import FEEL
import Testing

@Suite struct PatternTests {
    /// Text, pattern, flags; `true` and `false`, or `null` for what is no pattern.
    private static let cases: [(String, String, String, String)] = [
        ("abc", "b", "", "true"), ("abc", "^b", "", "false"), ("abc", "c$", "", "true"), ("a\\nb", "^b", "m", "true"),
        ("a\\nb", "a$", "", "false"), ("a\\nb", "a.b", "", "false"), ("a\\nb", "a.b", "s", "true"),
        ("x", "", "", "true"),
        ("", "", "", "true"), ("a\\n", "a$", "", "false"), ("helloworld", "hello world", "x", "true"),
        ("hello world", "hello[ ]world", "x", "true"), ("a.c", "a.c", "q", "true"), ("abc", "a.c", "q", "false"),
        ("abcd", "(asd)[\\\\1]", "", "null"), ("abcd", "(asd)[asd\\\\0]", "", "null"), ("aa", "(a)\\\\1", "", "true"),
        ("ab", "(a)\\\\1", "", "false"), ("a", "\\\\1(a)", "", "null"), ("a", "(a\\\\1)", "", "null"),
        ("a1", "(a)\\\\11", "", "false"),
        ("aa1", "(a)\\\\11", "", "true"), ("ABab", "(ab)\\\\1", "i", "true"), ("a", "[", "", "null"),
        ("a", "]", "", "null"), ("a", "a{2", "", "null"),
        ("a", "a}", "", "null"), ("a", "*", "", "null"), ("a", "a**", "", "null"), ("a", "(a", "", "null"),
        ("a", "a)", "", "null"),
        ("a", "a{2,1}", "", "null"), ("aaa", "^a{3}$", "", "true"), ("aaa", "^a{2}$", "", "false"),
        ("aaa", "^a{2,}$", "", "true"),
        ("aaa", "^a{1,2}$", "", "false"), ("", "^a{0}$", "", "true"), ("a", "[]", "", "null"), ("a", "[^]", "", "null"),
        ("b", "[a-z-[aeiou]]", "", "true"), ("e", "[a-z-[aeiou]]", "", "false"), ("-", "[a-]", "", "true"),
        ("-", "[-a]", "", "true"),
        ("b", "[z-a]", "", "null"), ("b", "[^a]", "", "true"), ("a", "[^a]", "", "false"), ("]", "[\\\\]]", "", "true"),
        ("9", "^\\\\d$", "", "true"), ("\u{0669}", "^\\\\d$", "", "true"), ("a b", "\\\\s", "", "true"),
        ("a", "\\\\b", "", "null"),
        ("Đ", "^\\\\p{Lu}$", "", "true"), ("đ", "^\\\\p{Lu}$", "", "false"), ("đ", "^\\\\p{Lu}$", "i", "false"),
        ("đ", "^Đ$", "i", "true"),
        ("ệ", "^\\\\p{IsLatinExtendedAdditional}$", "", "true"), ("a", "\\\\p{IsBasicLatin}", "", "true"),
        ("a", "\\\\p{Foo}", "", "null"),
        ("a", "\\\\P{L}", "", "false"), ("\u{212A}", "[a-z]", "i", "true"), ("k", "\u{212A}", "i", "true"),
        ("a", "(?:a|b)", "", "true"),
        ("a", "(?=a)", "", "null"), ("a", "a", "y", "null"), ("-", "\\\\-", "", "true"),
        ("x:y", "^\\\\i\\\\c*$", "", "true"), ("_a", "^\\\\w+$", "", "false"),
    ]

    @Test func matching() {
        for (text, pattern, flags, expected) in Self.cases {
            check([(#"matches("\#(text)", "\#(pattern)", "\#(flags)")"#, expected)])
        }
    }

    @Test func replacing() {
        check([
            (#"replace("abracadabra", "a(.)", "[$1]")"#, #""[b]r[c][d][b]ra""#),
            (#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#, #""[1=ab][2=]cd""#),
            (#"replace("abcd", "b", "$0$0")"#, #""abbcd""#), (#"replace("abc", "b", "\\$")"#, #""a$c""#),
            (#"replace("abc", "b", "$")"#, "null"), (#"replace("abc", "b", "\\x")"#, "null"),
            (#"replace("abc", "b*", "x")"#, "null"),
            (#"replace("a.b", ".", "$1", "q")"#, #""a$1b""#), (#"replace("abc", "(b)", "$12")"#, #""ab2c""#),
            (#"replace("aaa", "a??b|a", "x")"#, #""xxx""#), (#"replace("Việt", "[ệ]", "e")"#, #""Viet""#),
            (#"split("a, b;c", "[,;]\\s*")"#, #"["a", "b", "c"]"#), (#"split("", ",")"#, #"[""]"#),
            (#"split("a,", ",")"#, #"["a", ""]"#),
        ])
    }
}
