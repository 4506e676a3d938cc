//! What is to be paid, and from which page.

use forms::answers::Answers;
use forms::definition::{Payment as Defined, PaymentTime, Service};
use forms::eval::Scope;
use leptos::prelude::untrack;
use serde_json::Value;

use crate::form::lookups::take;
use crate::form::payable::{self, Asked};
use crate::form::{Filling, words};
use crate::pages::visit::Visit;
use crate::portal::dossier;
use crate::portal::fee::{Fee, FeeState};
use crate::portal::fine::{Fine, FineState, fine};
use crate::portal::payment::{self, Payer, Subject, SubjectKind, Way};
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, t};
use crate::ui::PageState;

/// From where something is paid.
#[derive(Clone)]
pub enum Place {
    /// What the office asks for a dossier.
    Request {
        /// Code of the dossier.
        dossier: String,
        /// The request.
        request: String,
    },
    /// What a draft speaks of.
    Draft(Filling, Visit),
}

/// What is to be paid.
#[derive(Clone)]
pub struct Bill {
    /// What is paid.
    pub subject: Subject,
    /// What it is for.
    pub title: String,
    /// One by one: name and amount in đồng.
    pub items: Vec<(String, u64)>,
    /// Sum in đồng.
    pub total: u64,
    /// Until when, as it is read.
    pub due: Option<String>,
    /// Who pays.
    pub payer: Payer,
    /// How the person said they want to pay.
    pub way: Option<Way>,
    /// The payment that is under way.
    pub current: Option<String>,
    /// The fine, and when the register said so (RFC 3339).
    pub fine: Option<(Fine, String)>,
}

/// What there is to pay.
#[derive(Clone)]
pub enum Owed {
    /// This.
    This(Box<Bill>),
    /// It was paid by this payment.
    PaidBy(String),
    /// Nothing, and why; with the fine that is spoken of.
    Nothing(Text, Option<Box<(Fine, String)>>),
}

impl Place {
    /// The route of the page.
    pub fn route(&self) -> Route {
        match self {
            Self::Request { dossier, request } => Route::Pay {
                dossier: dossier.clone(),
                request: request.clone(),
            },
            Self::Draft(_, visit) => visit.route(DraftPage::Pay),
        }
    }

    /// The path of the page: orders are kept under it, and the gateway returns to it.
    pub fn path(&self) -> String {
        route::link(&self.route())
    }

    /// Asks what is to be paid now; `payer` is the name of who is signed in.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn owed(&self, payer: &str) -> Result<Owed, PageState> {
        match self {
            Self::Request { dossier, request } => {
                let found = dossier::one(dossier).await?;
                let fee = found.fees.into_iter().find(|fee| fee.id == *request);
                let fee = fee.ok_or(PageState::Gone)?;
                Ok(of_fee(dossier, fee, found.may_pay, payer))
            }
            Self::Draft(filling, _) => {
                let service = untrack(|| filling.service());
                let Some(defined) = service.payment.clone() else {
                    return Err(PageState::Gone);
                };
                let asked = payable::ask(&service, &filling.plain(), &defined).await?;
                if let Some(asked) = &asked {
                    take(filling, &asked.lookup, &asked.answer, &asked.as_of);
                }
                let answers = filling.plain();
                Ok(of_register(&service, &answers, &defined, asked, payer))
            }
        }
    }

    /// When a draft is paid for, its payment.
    pub fn time(&self) -> Option<PaymentTime> {
        match self {
            Self::Draft(filling, _) => {
                let service = untrack(|| filling.service());
                service.payment.as_ref().map(|defined| defined.time)
            }
            Self::Request { .. } => None,
        }
    }
}

fn of_fee(dossier: &str, fee: Fee, may_pay: bool, payer: &str) -> Owed {
    match (fee.state, &fee.payment) {
        (FeeState::Open, _) if !may_pay => Owed::Nothing(Text::PayNotNow, None),
        (FeeState::Open | FeeState::Pending, _) => Owed::This(Box::new(Bill {
            subject: Subject {
                kind: SubjectKind::Dossier,
                reference: dossier.to_owned(),
                request: Some(fee.id),
            },
            title: fee.title,
            items: fee.items,
            total: fee.total,
            due: fee.due_by.as_deref().map(crate::text::when::moment),
            payer: Payer {
                full_name: payer.to_owned(),
                ..Payer::default()
            },
            way: None,
            current: fee.payment,
            fine: None,
        })),
        (FeeState::Paid | FeeState::Refunded, Some(id)) => Owed::PaidBy(id.clone()),
        (FeeState::Paid, None) => Owed::Nothing(Text::PayPaidAlready, None),
        _ => Owed::Nothing(Text::PayNothing, None),
    }
}

fn of_register(
    service: &Service,
    answers: &Answers,
    defined: &Defined,
    asked: Option<Asked>,
    account: &str,
) -> Owed {
    let Some(asked) = asked else {
        return Owed::Nothing(Text::PayNotFound, None);
    };
    let kind = payment::subject_kind(&defined.subject);
    let told = fine(&asked.answer).filter(|_| kind == Some(SubjectKind::Violation));
    let told = told.map(|fine| (fine, asked.as_of));
    let is_paid = asked.answer.get("state").and_then(Value::as_str) == Some("paid");
    let Some((subject, total)) = asked.due else {
        let why = match told.as_ref().map(|(fine, _)| fine.state) {
            None if is_paid => Text::PayPaidAlready,
            None => Text::PayNothing,
            Some(FineState::Paid) => Text::PayFinePaid,
            Some(FineState::NotDecided) => Text::PayFineNotDecided,
            Some(FineState::Unpaid | FineState::Unknown) => Text::PayFineUnknown,
        };
        return Owed::Nothing(why, told.map(Box::new));
    };
    let items = told.as_ref().and_then(|(fine, _)| {
        let late = (t(Text::FineLate).to_owned(), fine.late?);
        Some(vec![(t(Text::FineAmount).to_owned(), fine.amount), late])
    });
    let scope = Scope::new(service, answers);
    let due = told.as_ref().and_then(|(fine, _)| fine.due_on.as_deref());
    Owed::This(Box::new(Bill {
        title: title(subject.kind).to_owned(),
        subject,
        items: items.unwrap_or_default(),
        total,
        due: due.map(words::date),
        payer: payer(scope, account),
        way: text(scope, "payment.method").and_then(|code| payment::way(&code)),
        current: None,
        fine: told,
    }))
}

/// What is paid, in words.
pub fn title(kind: SubjectKind) -> &'static str {
    t(match kind {
        SubjectKind::Dossier => Text::PayForDossier,
        SubjectKind::Violation => Text::PayForViolation,
        SubjectKind::Contribution => Text::PayForContribution,
        SubjectKind::Exam => Text::PayForExam,
        SubjectKind::Electricity => Text::PayForElectricity,
    })
}

/// Who pays, as far as the form says; else who is signed in.
fn payer(scope: Scope<'_>, account: &str) -> Payer {
    let by_post = answer(scope, "delivery.return_papers") == Some(Value::Bool(true));
    let post_to = answer(scope, "delivery.address").filter(|_| by_post);
    Payer {
        full_name: text(scope, "payer.full_name").unwrap_or_else(|| account.to_owned()),
        personal_id: text(scope, "payer.personal_id"),
        address: answer(scope, "payer.address"),
        phone: text(scope, "contact.phone"),
        email: text(scope, "contact.email"),
        post_to: post_to.map(|address| (address, text(scope, "delivery.phone"))),
    }
}

/// The answer to the question about a concept, where it is asked.
fn answer(scope: Scope<'_>, concept: &str) -> Option<Value> {
    let mut fields = scope.service().fields();
    let field = fields.find(|field| field.concept == concept && !field.id.is_column())?;
    scope.is_shown(field).then(|| scope.answer(&field.id))?
}

/// The same as a text, or as a code of a list.
fn text(scope: Scope<'_>, concept: &str) -> Option<String> {
    let answer = answer(scope, concept)?;
    let code = answer.get("code").unwrap_or(&answer);
    code.as_str().map(str::to_owned)
}
