//! Engine and server judge alike in every service (decision 13): the least and the full filling of every case goes over
//! HTTP; the same with answers left out and broken is judged in the process, and some of it over HTTP.
//! `MOTCUA_GENERATED` sets how many are judged per service.

use std::path::Path;

use forms::answers::Answers;
use forms::author::files::Files;
use forms::author::filling::wild::{Care, disturbed};
use forms::author::filling::{Dice, Extent, Filler, Stock};
use forms::author::schema::Codes;
use forms::case::choose;
use forms::check::{Dossier, Verdict, check};
use forms::definition::{Case, Field, Service};
use forms::fault::{Fault, FaultCode};
use forms::kind::Kind;
use forms::needs::{self, Met, Person};
use forms::papers::{Supplied, Supply};
use forms::send::{from_data, to_draft};
use portal_api::DraftContent;
use sandbox::conventions::Language;
use sandbox::drafts::{ServerLists, judge::judge};
use serde_json::{Value, json};
use vietnam::CivilDate;

use crate::browser::{Browser, Portal, TODAY};
use crate::sample;
use crate::verdict::{Found, of_engine, of_server, some_papers};

/// Sets of disturbed answers per service that go over HTTP.
const SENT: usize = 2;
/// Sets of disturbed answers per service that the server judges, where `MOTCUA_GENERATED` does not say.
const JUDGED: usize = 60;
/// Shares in a hundred of answers left out and broken, that are picked from.
const CARES: [(usize, usize); 4] = [(0, 0), (3, 0), (3, 3), (20, 20)];
/// The test person who files: key, name and end of the number.
const PERSON: (&str, &str, &str) = ("plain", "Trần Văn Thường", "002");

/// One service under trial.
struct Trial<'a> {
    portal: &'a Portal,
    service: &'a Service,
    fillings: Vec<(&'a Case, Answers)>,
    codes: Codes,
}

/// A draft, and what the engine says of it.
struct Draft {
    content: Value,
    answers: Answers,
    verdict: Verdict,
}

impl Trial<'_> {
    async fn run(&self, browser: &Browser, mut dice: Dice) {
        let filed = self.service.cases.iter().find(|case| case.is_filed());
        let mut saved = match filed {
            Some(case) => Some(Saved::begin(browser, self.service, case).await),
            None => None,
        };
        for (case, filling) in &self.fillings {
            let draft = self.undisturbed(case, filling);
            let errors = &draft.verdict.errors;
            let is_sound = errors.len() == usize::from(!case.is_filed())
                && errors.iter().all(is_filed_elsewhere);
            assert!(is_sound, "{}: {errors:?}", case.code);
            self.judge(&draft);
            if let Some(saved) = &mut saved {
                self.send(browser, saved, &draft).await;
            }
        }
        let count =
            std::env::var("MOTCUA_GENERATED").map_or(JUDGED, |count| count.parse().unwrap());
        let judged = (0..count).map(|_| self.judge(&self.disturbed(&mut dice)));
        let valid = judged.filter(|is_valid| *is_valid).count();
        let is_mixed = valid < count && (valid > 0 || filed.is_none());
        let id = &self.service.id;
        assert!(is_mixed, "{id}: {valid} of {count} without fault");
        if let Some(saved) = &mut saved {
            for _ in 0..SENT {
                let draft = self.disturbed(&mut dice);
                self.send(browser, saved, &draft).await;
            }
        }
    }

    /// A filling as it was made, with every paper brought later.
    fn undisturbed(&self, case: &Case, answers: &Answers) -> Draft {
        let papers = self.service.papers.iter();
        let supplied = papers.map(|paper| (paper.code.clone(), Supply::Later));
        let supplied: Supplied = supplied.collect();
        let attachments = supplied
            .keys()
            .map(|code| json!({ "documentCode": code, "kind": "paper-later" }));
        self.draft(case, answers, &attachments.collect(), supplied)
    }

    /// A filling with some answers left out, broken or changed, and some papers.
    fn disturbed(&self, dice: &mut Dice) -> Draft {
        let (left_out, broken) = *dice.pick(&CARES);
        let (case, filling) = dice.pick(&self.fillings);
        let care = Care { left_out, broken };
        let answers = disturbed(self.service, filling, &self.codes, care, dice);
        let (attachments, supplied) = some_papers(self.service, |end| dice.below(end));
        self.draft(case, &answers, &attachments, supplied)
    }

    fn draft(&self, case: &Case, made: &Answers, papers: &Value, supplied: Supplied) -> Draft {
        let data = to_draft(self.service, made);
        let content = json!({
            "procedureCode": case.procedure, "caseCode": case.code, "formId": self.service.form_id,
            "formVersion": self.service.form_version, "applicant": { "kind": "self" }, "data": data, "origins": {},
            "provenance": {}, "attachments": papers, "prefillIds": [], "consentIds": [], "confirmationIds": [],
            "deliveries": [{ "method": "counter" }], "notify": { "sms": true, "email": false, "zalo": false },
            "progress": { "step": "kiem-tra", "percent": 100 },
        });
        // As the browser has them: read back from what the draft keeps.
        let answers = from_data(self.service, &data, made.today, &Default::default());
        let dossier = Dossier {
            supplied,
            ..Dossier::default()
        };
        let lists = ServerLists(&self.portal.running.state);
        let verdict = check(self.service, &answers, &lists, &dossier);
        Draft {
            content,
            answers,
            verdict,
        }
    }

    /// The server's verdict in the process is the engine's. Whether it is without fault.
    fn judge(&self, draft: &Draft) -> bool {
        let (content, verdict) = (&draft.content, &draft.verdict);
        let read: DraftContent = serde_json::from_value(content.clone()).unwrap();
        let judged = judge(&self.portal.running.state, &read, Language::Vi)
            .unwrap_or_else(|_| panic!("{content:#} is not judged"));
        let found = [&judged.errors, &judged.warnings].map(|faults| of_server(faults));
        let expected = [&verdict.errors, &verdict.warnings].map(|faults| of_engine(faults));
        assert_eq!(found, expected, "{content:#}");
        let chosen = choose(self.service, &judged.answers).chosen();
        assert!(chosen.is_none_or(|chosen| chosen == judged.case));
        verdict.is_valid()
    }

    /// The server's verdict over HTTP is the engine's, with what sending needs besides; what the server says of files,
    /// which were never uploaded, is left out.
    async fn send(&self, browser: &Browser, saved: &mut Saved, draft: &Draft) {
        let put = sample::save(browser, &saved.id, &saved.etag, &draft.content).await;
        put.json();
        put.header("etag").clone_into(&mut saved.etag);
        let found = sample::check(browser, &saved.id).await;
        let met = Met {
            own: Some(Person {
                full_name: PERSON.1.to_owned(),
                id_end: PERSON.2.to_owned(),
            }),
            offers_times: true,
            ..Met::default()
        };
        let mut errors = of_engine(&draft.verdict.errors);
        errors.extend(of_engine(&needs::faults(
            self.service,
            &draft.answers,
            &met,
        )));
        let is_file = |(pointer, ..): &Found| {
            let of_field = |field: &Field| {
                matches!(field.kind, Kind::File(_)) && *pointer == format!("/{}", field.id.leaf())
            };
            self.service.fields().any(of_field)
        };
        let mut of_errors = of_server(&found.errors);
        of_errors.retain(|found| errors.contains(found) || !is_file(found));
        assert_eq!(of_errors, errors, "{:#}", draft.content);
        assert_eq!(
            of_server(&found.warnings),
            of_engine(&draft.verdict.warnings),
            "{:#}",
            draft.content
        );
    }
}

/// A draft on the server, whose content is replaced again and again.
struct Saved {
    id: String,
    etag: String,
}

impl Saved {
    async fn begin(browser: &Browser, service: &Service, case: &Case) -> Self {
        let body = json!({ "procedureCode": case.procedure, "formVersion": service.form_version });
        let begun = browser.post("/drafts", body).await;
        Self {
            id: begun.json()["draftId"].as_str().unwrap().to_owned(),
            etag: begun.header("etag").to_owned(),
        }
    }
}

/// Whether a fault only says that the case is not filed here.
fn is_filed_elsewhere(fault: &Fault) -> bool {
    fault.code == FaultCode::NotEligible && fault.params.contains_key("case")
}

#[tokio::test]
async fn engine_and_server_judge_every_service_alike() {
    let portal = Portal::start().await;
    let browser = portal.signed_in(PERSON.0).await;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = Files::read(&root).unwrap();
    let stock = Stock::read(&root, &files).unwrap();
    let definitions = &portal.running.state.definitions;
    for number in 1..=25 {
        let defined = definitions.service(&format!("{number:02}")).unwrap();
        let service = defined.in_language(Language::Vi);
        let filler = Filler {
            service,
            stock: &stock,
            today: CivilDate::parse_iso(TODAY).unwrap(),
        };
        let filled = |case| {
            [Extent::Least, Extent::Full].map(|extent| {
                let filling = filler.fill(case, extent, 0);
                let none = || panic!("{case:?} is not filled");
                (case, filling.unwrap_or_else(none))
            })
        };
        let trial = Trial {
            portal: &portal,
            service,
            fillings: service.cases.iter().flat_map(filled).collect(),
            codes: stock.closed(),
        };
        trial.run(&browser, Dice::new(number)).await;
    }
}
