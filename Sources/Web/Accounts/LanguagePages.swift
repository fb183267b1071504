// The language switch: a plain link that works without scripts and comes back to the same page.

import Basics
import Formats
import Hummingbird

struct LanguagePages: PageGroup {
    let cookies: SiteCookies

    func add(to site: Site) {
        site.get(.language, .everyone) { context in
            guard let language = context.parameters.get("language").flatMap(Language.init(rawValue:)) else {
                throw PageError.notFound
            }
            var response = Response.redirect(toAddress: ReturnAddress.safe(context.query("back")) ?? "/")
            response.setCookie(cookies.cookie(language))
            return response
        }
    }
}

extension SiteCookies {
    /// A year: whoever chose English is not asked again.
    private static let languageSeconds = 365 * 86_400

    /// Keeps the language of the pages.
    func cookie(_ language: Language) -> Cookie {
        cookie(.language, language.rawValue, maxAge: Self.languageSeconds)
    }
}
