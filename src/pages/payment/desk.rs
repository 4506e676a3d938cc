//! From what is to be paid to a payment: the choice of a way, one order under one key, and what becomes of it.
//!
//! The key is kept in the tab before the first try. As long as it is not known what became of an order, it is asked
//! for; nothing is ordered twice.

use forms::definition::PaymentTime;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bill::{Bill, Owed, Place};
use super::choosing::{Choosing, News};
use super::fine;
use super::standing::Standing;
use crate::app::use_account;
use crate::device;
use crate::device::clock::pause;
use crate::device::random::uuid;
use crate::draft::{self, tab};
use crate::form::open::forget;
use crate::pages::waiting::state;
use crate::portal::fine::Fine;
use crate::portal::payment::{self, Order, Payment, State, Way};
use crate::portal::{self, Outcome, Problem, ProblemKind, outcome};
use crate::route::{DraftPage, Route, use_replace};
use crate::text::{Text, t};
use crate::ui::{Notice, PageState, Tone};

/// Between two questions while the server cannot be asked, in milliseconds.
const AGAIN: u32 = 3_000;
/// Where the focus goes when what had it gives way to something else.
const HERE: &str = "/payment";

/// How far it is.
#[derive(Clone)]
enum Stage {
    Loading,
    Closed(PageState),
    /// There is nothing to pay, and why.
    Nothing(Text, Option<Box<(Fine, String)>>),
    Choosing(Box<Bill>),
    /// The answer to an order did not come: we are finding out.
    FindingOut,
    Standing(Box<Payment>),
}

/// What the steps of paying share. Signals of a page that was left are gone: nothing is told then.
#[derive(Clone)]
struct Desk {
    place: Place,
    path: String,
    payer: String,
    stage: RwSignal<Stage>,
    news: RwSignal<Option<News>>,
    busy: RwSignal<bool>,
    /// The way that was chosen last.
    way: RwSignal<Option<Way>>,
    replace: Callback<Route>,
}

/// Paying what is owed at a place.
#[component]
pub fn Paying(
    /// From where.
    place: Place,
) -> impl IntoView {
    let person = untrack(|| use_account().person());
    let desk = Desk {
        path: place.path(),
        place,
        payer: person.map(|person| person.name).unwrap_or_default(),
        stage: RwSignal::new(Stage::Loading),
        news: RwSignal::new(None),
        busy: RwSignal::new(false),
        way: RwSignal::new(None),
        replace: use_replace(),
    };
    let begin = run(&desk, |desk| async move { desk.begin().await });
    begin.run(());
    let again = run(&desk, |desk| async move {
        desk.choose(None).await;
        device::page::focus_next(HERE);
    });
    let other = run(&desk, |desk| async move {
        desk.other_way().await;
        device::page::focus_next(HERE);
    });
    let finish = {
        let desk = desk.clone();
        Callback::new(move |payment: Payment| {
            let desk = desk.clone();
            spawn_local(async move { desk.finish(&payment).await });
        })
    };
    let pay = {
        let desk = desk.clone();
        Callback::new(move |(bill, way): (Bill, Way)| {
            if !desk.busy.get_untracked() {
                desk.busy.set(true);
                let desk = desk.clone();
                spawn_local(async move { desk.pay(&bill, way).await });
            }
        })
    };
    let (stage, news, busy, path) = (desk.stage, desk.news, desk.busy, desk.path.clone());
    let chosen = desk.way;
    let shown = move || match stage.get() {
        Stage::Loading => state(PageState::Loading, begin),
        Stage::Closed(why) => state(why, begin),
        Stage::Nothing(why, told) => {
            let told = told.map(|told| fine::told(&told.0, &told.1));
            view! { {told} <Notice tone=Tone::Info spoken=true><p>{t(why)}</p></Notice> }.into_any()
        }
        Stage::Choosing(bill) => {
            let here = path.clone();
            view! { <Choosing bill=*bill chosen=chosen news=news busy=busy on_pay=pay here=here /> }
                .into_any()
        }
        Stage::FindingOut => view! {
            <Notice tone=Tone::Info title=t(Text::PayFindingOutTitle).to_owned() spoken=true>
                <p>{t(Text::PayFindingOut)}</p>
            </Notice>
        }
        .into_any(),
        Stage::Standing(payment) => {
            let under_way = move || {
                matches!(news.get(), Some(News::UnderWay)).then(|| {
                    view! { <Notice tone=Tone::Info spoken=true><p>{t(Text::PayUnderWay)}</p></Notice> }
                })
            };
            view! {
                {under_way}
                <Standing first=*payment on_final=finish on_retry=Some(again) on_other=Some(other) />
            }
            .into_any()
        }
    };
    view! { <div id=HERE tabindex="-1" class="found">{shown}</div> }
}

/// A callback that does something with the desk.
fn run<F, T>(desk: &Desk, what: F) -> Callback<()>
where
    F: Fn(Desk) -> T + Send + Sync + 'static,
    T: Future<Output = ()> + 'static,
{
    let desk = desk.clone();
    Callback::new(move |()| spawn_local(what(desk.clone())))
}

impl Desk {
    fn is_at(&self, stage: Stage) {
        let _gone = self.busy.try_set(false);
        let _gone = self.stage.try_set(stage);
    }

    fn tell(&self, news: Option<News>) {
        let _gone = self.news.try_set(news);
    }

    /// A payment that was ordered here before, or from which the gateway sent the person back, comes first.
    async fn begin(&self) {
        self.is_at(Stage::Loading);
        let noted = match tab::ordered(&self.path) {
            Some(tab::Ordered::Key { key, .. }) => return self.find_out(&key, false).await,
            Some(tab::Ordered::Payment(id)) => Some(id),
            None => device::page::paid_with(),
        };
        let noted = match noted {
            Some(id) => match payment::read(&id).await {
                Ok(payment) => Some(payment),
                Err(Problem::NotFound) => None,
                Err(problem) => return self.is_at(Stage::Closed(problem.into())),
            },
            None => None,
        };
        let Some(noted) = noted else {
            return self.choose(None).await;
        };
        match self.place.owed(&self.payer).await {
            // Something else is to be paid here by now. A dossier stays what it is, whatever its register calls it.
            Ok(Owed::This(bill))
                if bill.subject != noted.subject && matches!(self.place, Place::Draft(..)) =>
            {
                tab::forget_ordered(&self.path);
                self.bill(*bill, None).await;
            }
            _ => self.stands(noted),
        }
    }

    /// Asks what is to be paid, and lets the person choose how.
    async fn choose(&self, news: Option<News>) {
        match self.place.owed(&self.payer).await {
            Ok(Owed::This(bill)) => self.bill(*bill, news).await,
            Ok(Owed::PaidBy(id)) => self.replace.run(Route::Payment(id)),
            Ok(Owed::Nothing(why, told)) => self.is_at(Stage::Nothing(why, told)),
            Err(why) => self.is_at(Stage::Closed(why)),
        }
    }

    /// Lets the person choose another way than that of the payment which waits: ordering it gives that one up.
    async fn other_way(&self) {
        let _gone = self.way.try_set(None);
        match self.place.owed(&self.payer).await {
            Ok(Owed::This(bill)) => {
                self.tell(Some(News::OtherWay));
                self.is_at(Stage::Choosing(bill));
            }
            // It was paid meanwhile, or nothing is to be paid any more.
            _ => self.choose(None).await,
        }
    }

    async fn bill(&self, bill: Bill, news: Option<News>) {
        let current = match &bill.current {
            Some(id) => payment::read(id).await.ok(),
            None => None,
        };
        match current.filter(Payment::is_live) {
            Some(current) => {
                self.tell(Some(News::UnderWay));
                self.stands(current);
            }
            None => {
                self.tell(match news {
                    Some(News::Changed(_)) => Some(News::Changed(bill.total)),
                    news => news,
                });
                self.is_at(Stage::Choosing(Box::new(bill)));
            }
        }
    }

    /// Orders the payment, once. The same order that did not arrive goes under the same key.
    async fn pay(&self, bill: &Bill, way: Way) {
        self.tell(None);
        let what = format!("{way:?} {}", bill.total);
        let kept = match tab::ordered(&self.path) {
            Some(tab::Ordered::Key { key, what: kept }) if kept == what => Some(key),
            _ => None,
        };
        let is_again = kept.is_some();
        let key = kept.or_else(uuid).unwrap_or_default();
        let ordered = tab::Ordered::Key {
            key: key.clone(),
            what,
        };
        tab::keep_ordered(&self.path, &ordered);
        let order = Order {
            subject: bill.subject.clone(),
            amount: bill.total,
            way,
            payer: bill.payer.clone(),
            return_to: self.path.clone(),
            key: key.clone(),
        };
        match payment::order(&order).await {
            Ok(made) => {
                tab::keep_ordered(&self.path, &tab::Ordered::Payment(made.id.clone()));
                let gateway = made.gateway.clone();
                self.stands(made);
                if let Some(address) = gateway {
                    device::page::leave_for(&address);
                }
            }
            Err(problem) if is_doubtful(&problem) => self.find_out(&key, is_again).await,
            Err(problem) => self.refused(problem).await,
        }
        if !matches!(
            self.news.try_get_untracked(),
            None | Some(Some(News::Problem(_)))
        ) {
            device::page::focus_next(HERE);
        }
    }

    /// Asks what became of an order until that is known.
    async fn find_out(&self, key: &str, is_again: bool) {
        self.is_at(Stage::FindingOut);
        loop {
            match outcome(key).await {
                Ok(Outcome::Done(id)) => {
                    if let Ok(made) = payment::read(&id).await {
                        tab::keep_ordered(&self.path, &tab::Ordered::Payment(id));
                        return self.stands(made);
                    }
                    pause(AGAIN).await;
                }
                Ok(Outcome::Refused(problem)) => return self.refused(*problem).await,
                Ok(Outcome::Unknown) => {
                    if is_again {
                        tab::forget_ordered(&self.path);
                    }
                    return self.choose(Some(News::NotArrived)).await;
                }
                Ok(Outcome::Running(seconds)) => pause(1000 * seconds).await,
                Err(problem @ (Problem::SignedOut | Problem::NotOffered)) => {
                    return self.is_at(Stage::Closed(problem.into()));
                }
                Err(_) => pause(AGAIN).await,
            }
            if self.stage.is_disposed() {
                return;
            }
        }
    }

    /// Nothing was ordered; the next try takes a new key.
    async fn refused(&self, problem: Problem) {
        tab::forget_ordered(&self.path);
        match problem {
            Problem::Conflict(ProblemKind::PaymentInProgress, current) => {
                let id = current.as_ref().and_then(|current| current.as_str());
                let current = match id {
                    Some(id) => payment::read(id).await.ok(),
                    None => None,
                };
                match current {
                    Some(current) => {
                        tab::keep_ordered(&self.path, &tab::Ordered::Payment(current.id.clone()));
                        self.tell(Some(News::UnderWay));
                        self.stands(current);
                    }
                    None => self.choose(Some(News::BySomebodyElse)).await,
                }
            }
            Problem::Conflict(ProblemKind::FiguresChanged, _) => {
                self.choose(Some(News::Changed(0))).await;
            }
            Problem::Conflict(ProblemKind::PaymentNotOpen, _) => {
                self.choose(Some(News::NotOpen)).await;
            }
            problem => {
                if matches!(self.stage.try_get_untracked(), Some(Stage::Choosing(_))) {
                    let _gone = self.busy.try_set(false);
                    self.tell(Some(News::Problem(problem)));
                } else {
                    self.choose(Some(News::Problem(problem))).await;
                }
            }
        }
    }

    fn stands(&self, payment: Payment) {
        self.is_at(Stage::Standing(Box::new(payment)));
    }

    /// It is paid, or paid back: what waited for it goes on, then its own page tells.
    async fn finish(&self, payment: &Payment) {
        tab::forget_ordered(&self.path);
        if payment.state == State::Succeeded {
            self.paid(payment).await;
        }
        if !self.stage.is_disposed() {
            self.replace.run(Route::Payment(payment.id.clone()));
        }
    }

    async fn paid(&self, payment: &Payment) {
        match (&self.place, self.place.time()) {
            (Place::Draft(filling, visit), Some(PaymentTime::Alone)) => {
                // What stays because the server is away can be deleted by hand: its fine is paid.
                let _saved = draft::flush(filling).await;
                let id = filling.head().with_untracked(|head| head.id.clone());
                let _deleted = portal::draft::delete(&id).await;
                tab::forget_case(&visit.service);
                forget();
            }
            (Place::Draft(filling, visit), _) => {
                // The register is asked again: the debt that stands in the form is gone.
                let _told = self.place.owed(&self.payer).await;
                let _saved = draft::flush(filling).await;
                tab::keep_after_payment(&payment.id, &visit.link(DraftPage::Check));
            }
            (Place::Request { .. }, _) => {}
        }
    }
}

/// Whether the order may have arrived all the same.
fn is_doubtful(problem: &Problem) -> bool {
    problem.passes()
        || matches!(
            problem,
            Problem::Conflict(ProblemKind::IdempotencyInProgress, _)
        )
}
