//! Every case is reached, and can be filed; one that is not filed here ends on what it tells.

use crate::support::{every_service, rounds};
use forms::author::filling::Extent;
use forms::case::choose;
use forms::check::check;
use forms::fault::{Fault, FaultCode};

#[test]
fn every_case_is_reached_and_filed_with_the_least_and_with_all_answers() {
    every_service(|filler| {
        let service = filler.service;
        let mut faults = Vec::new();
        for case in &service.cases {
            let code = &case.code;
            if !case.is_filed() && case.information.is_none() {
                faults.push(format!("{code} is not filed here and tells nothing"));
            }
            for seed in 0..rounds() {
                for extent in [Extent::Least, Extent::Full] {
                    let Some(answers) = filler.fill(case, extent, seed) else {
                        faults.push(format!(
                            "{code}: nothing was found that is filed ({extent:?}, seed {seed})"
                        ));
                        continue;
                    };
                    let errors =
                        check(service, &answers, filler.stock, &filler.every_paper()).errors;
                    let is_told = |fault: &Fault| {
                        fault.code == FaultCode::NotEligible
                            && fault.params.get("case").is_some_and(|of| of == code)
                    };
                    let expected = usize::from(!case.is_filed());
                    assert!(
                        errors.len() == expected && errors.iter().all(is_told),
                        "{errors:?}"
                    );
                    assert_eq!(choose(service, &answers).chosen(), Some(case));
                }
            }
        }
        faults
    });
}
