//! The only place that knows paths. Both languages share them: the language is a setting, not an address.
//!
//! Personal data never stands in a path: a draft goes by its random id.

mod here;

pub use here::{base, follow_address, link, use_go, use_replace, use_route};

/// Stands for the id of a draft that the server does not know yet.
pub const NEW_DRAFT: &str = "moi";

/// Every page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The catalogue of services.
    Home,
    /// What a service gives, costs and needs; by its slug.
    Service(String),
    /// A page of a draft.
    Draft {
        /// The service's slug.
        service: String,
        /// The draft's id; [`NEW_DRAFT`] before it has one.
        draft: String,
        /// Which page.
        page: DraftPage,
    },
    /// The code of a dossier that was sent, and what happens next.
    Receipt(String),
    /// Paying what is asked for a dossier.
    Pay {
        /// Its code.
        dossier: String,
        /// Which of its requests.
        request: String,
    },
    /// A payment: how it stands, and its receipt; by its id.
    Payment(String),
    /// My dossiers.
    Dossiers,
    /// One of them, with its timeline; by its code.
    Dossier(String),
    /// What was declared with one of them, on paper; by its code.
    Print(String),
    /// Where every answer of one of them comes from; by its code.
    Ledger(String),
    /// What the person has agreed to.
    Consents,
    /// Look for a dossier by its code, without signing in.
    Tracking,
    /// Drafts that are not sent.
    Drafts,
    /// What offices have issued to the person, and files that the person has sent.
    Papers,
    /// One of those papers; by its id.
    Paper(String),
    /// What others ask the person to agree to.
    Agreements,
    /// One of them; by its id.
    Agreement(String),
    /// Signing in.
    SignIn,
    /// Every control's examples; only in builds with the feature `gallery`.
    Gallery,
    /// No page has this address.
    NotFound,
}

/// The pages of a draft, in the order of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftPage {
    /// The case questions.
    Case,
    /// What we already know.
    Known,
    /// What only you can tell: a step by its id.
    Step(String),
    /// The papers.
    Papers,
    /// Everything on one page, then sending.
    Check,
    /// What is said so far, on paper.
    Print,
    /// Where every answer comes from.
    Ledger,
    /// Sent, and the answer is still awaited.
    Sending,
    /// Paying what is no fee of a dossier.
    Pay,
}

impl Route {
    /// The path from the site's root, with its leading slash.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Service(service) => format!("/dich-vu/{}", escape(service)),
            Self::Draft {
                service,
                draft,
                page,
            } => {
                format!(
                    "/dich-vu/{}/{}/{}",
                    escape(service),
                    escape(draft),
                    page.path()
                )
            }
            Self::Receipt(code) => format!("/bien-nhan/{}", escape(code)),
            Self::Pay { dossier, request } => {
                format!("/nop-tien/{}/{}", escape(dossier), escape(request))
            }
            Self::Payment(id) => format!("/bien-lai/{}", escape(id)),
            Self::Dossiers => "/ho-so".to_owned(),
            Self::Dossier(code) => format!("/ho-so/{}", escape(code)),
            Self::Print(code) => format!("/ho-so/{}/ban-in", escape(code)),
            Self::Ledger(code) => format!("/ho-so/{}/nguon", escape(code)),
            Self::Consents => "/su-dong-y".to_owned(),
            Self::Tracking => "/tra-cuu".to_owned(),
            Self::Drafts => "/ban-nhap".to_owned(),
            Self::Papers => "/giay-to".to_owned(),
            Self::Paper(id) => format!("/giay-to/{}", escape(id)),
            Self::Agreements => "/dong-y".to_owned(),
            Self::Agreement(id) => format!("/dong-y/{}", escape(id)),
            Self::SignIn => "/dang-nhap".to_owned(),
            Self::Gallery => "/gallery".to_owned(),
            Self::NotFound => "/khong-co".to_owned(),
        }
    }

    /// The page of a path. Slashes at the end do not count; what is unknown is [`Route::NotFound`].
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<String> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(unescape)
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            [] => Self::Home,
            ["dich-vu", service] => Self::Service((*service).to_owned()),
            ["dich-vu", service, draft, page @ ..] => {
                DraftPage::parse(page).map_or(Self::NotFound, |page| Self::Draft {
                    service: (*service).to_owned(),
                    draft: (*draft).to_owned(),
                    page,
                })
            }
            ["bien-nhan", code] => Self::Receipt((*code).to_owned()),
            ["nop-tien", dossier, request] => Self::Pay {
                dossier: (*dossier).to_owned(),
                request: (*request).to_owned(),
            },
            ["bien-lai", id] => Self::Payment((*id).to_owned()),
            ["ho-so"] => Self::Dossiers,
            ["ho-so", code] => Self::Dossier((*code).to_owned()),
            ["ho-so", code, "ban-in"] => Self::Print((*code).to_owned()),
            ["ho-so", code, "nguon"] => Self::Ledger((*code).to_owned()),
            ["su-dong-y"] => Self::Consents,
            ["tra-cuu"] => Self::Tracking,
            ["ban-nhap"] => Self::Drafts,
            ["giay-to"] => Self::Papers,
            ["giay-to", id] => Self::Paper((*id).to_owned()),
            ["dong-y"] => Self::Agreements,
            ["dong-y", id] => Self::Agreement((*id).to_owned()),
            ["dang-nhap"] => Self::SignIn,
            ["gallery"] => Self::Gallery,
            _ => Self::NotFound,
        }
    }
}

impl DraftPage {
    fn path(&self) -> String {
        match self {
            Self::Case => "truong-hop".to_owned(),
            Self::Known => "da-biet".to_owned(),
            Self::Step(step) => format!("cau-hoi/{}", escape(step)),
            Self::Papers => "giay-to".to_owned(),
            Self::Check => "kiem-tra".to_owned(),
            Self::Print => "ban-in".to_owned(),
            Self::Ledger => "nguon".to_owned(),
            Self::Sending => "dang-gui".to_owned(),
            Self::Pay => "nop-tien".to_owned(),
        }
    }

    fn parse(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            ["truong-hop"] => Self::Case,
            ["da-biet"] => Self::Known,
            ["cau-hoi", step] => Self::Step((*step).to_owned()),
            ["giay-to"] => Self::Papers,
            ["kiem-tra"] => Self::Check,
            ["ban-in"] => Self::Print,
            ["nguon"] => Self::Ledger,
            ["dang-gui"] => Self::Sending,
            ["nop-tien"] => Self::Pay,
            _ => return None,
        })
    }
}

/// A text as one part of a path or the value of a query.
#[must_use]
pub fn escape_query(text: &str) -> String {
    escape(text)
}

/// Percent-encodes all but unreserved characters (RFC 3986, 2.3).
fn escape(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The text of a percent-encoded part; what is not rightly encoded stays as it is.
fn unescape(part: &str) -> String {
    let mut pieces = part.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let byte = piece
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = byte else {
            return part.to_owned();
        };
        bytes.push(byte);
        bytes.extend_from_slice(piece.as_bytes().get(2..).unwrap_or_default());
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(page: DraftPage) -> Route {
        Route::Draft {
            service: "dang-ky-khai-sinh".to_owned(),
            draft: "d1".to_owned(),
            page,
        }
    }

    #[test]
    fn every_path_leads_back_to_its_page() {
        let routes = [
            Route::Home,
            Route::Service("dang-ky-khai-sinh".to_owned()),
            draft(DraftPage::Case),
            draft(DraftPage::Known),
            draft(DraftPage::Step("cha".to_owned())),
            draft(DraftPage::Papers),
            draft(DraftPage::Check),
            draft(DraftPage::Print),
            draft(DraftPage::Ledger),
            draft(DraftPage::Sending),
            draft(DraftPage::Pay),
            Route::Pay {
                dossier: "000.00.01".to_owned(),
                request: "p-1".to_owned(),
            },
            Route::Payment("p1".to_owned()),
            Route::Receipt("H01.2026/0001 Ă%".to_owned()),
            Route::Dossiers,
            Route::Dossier("000.00.01".to_owned()),
            Route::Print("000.00.01".to_owned()),
            Route::Ledger("000.00.01".to_owned()),
            Route::Consents,
            Route::Tracking,
            Route::Drafts,
            Route::Papers,
            Route::Paper("r-1".to_owned()),
            Route::Agreements,
            Route::Agreement("c-1".to_owned()),
            Route::SignIn,
            Route::Gallery,
            Route::NotFound,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.path()), route, "{}", route.path());
        }
    }

    #[test]
    fn slashes_at_the_end_do_not_count() {
        assert_eq!(Route::parse("/ho-so/"), Route::Dossiers);
        assert_eq!(Route::parse(""), Route::Home);
    }

    #[test]
    fn odd_paths_are_not_found_and_harm_nothing() {
        for path in [
            "/x",
            "/dich-vu",
            "/dich-vu/a/b",
            "/dich-vu/a/b/c",
            "/ho-so/a/b",
            "/%",
            "/%ff/%zz",
            "/%Ă",
        ] {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
    }
}
