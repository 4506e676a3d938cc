//! What reads QR codes: a module of its own, loaded when a code is first read (`crates/code-reader/browser.js`).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, File};

use super::random::uuid;

include!(concat!(env!("OUT_DIR"), "/code_reader.rs"));

/// What the module has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The camera shows its picture; a code is looked for.
    On,
    /// The text of a code.
    Found(String),
    /// No code was found in the picture.
    Nothing,
    /// The file is no picture that this browser can read.
    Unreadable,
    /// The person, or the browser's settings, does not allow the camera.
    Refused,
    /// There is no camera, another program has it, or it was taken away.
    NoCamera,
    /// The module did not come.
    Failed,
}

/// What stops the camera.
type Stop = Rc<RefCell<Option<Function>>>;

/// Something that is being read. Let go of, it stops: the camera goes out, and nothing is told any more.
pub struct Reading {
    is_wanted: Rc<RefCell<bool>>,
    stop: Stop,
    _tell: Tell,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.is_wanted.replace(false);
        if let Some(stop) = self.stop.take() {
            let _stopped = stop.call0(&JsValue::NULL);
        }
    }
}

type Tell = Rc<Closure<dyn FnMut(String, JsValue)>>;

/// Shows the camera at the back in this video and looks for a code until one is found.
pub fn camera(video: &Element, tell: impl Fn(Told) + 'static) -> Reading {
    read("camera", video.clone().into(), tell)
}

/// Looks for a code in a picture.
pub fn photo(picture: &File, tell: impl Fn(Told) + 'static) -> Reading {
    read("photo", picture.clone().into(), tell)
}

fn read(what: &'static str, of: JsValue, tell: impl Fn(Told) + 'static) -> Reading {
    let is_wanted = Rc::new(RefCell::new(true));
    let tell = {
        let is_wanted = Rc::clone(&is_wanted);
        let told = move |what: String, text: JsValue| {
            if *is_wanted.borrow() {
                tell(heard(&what, text.as_string()));
            }
        };
        Rc::new(Closure::<dyn FnMut(String, JsValue)>::new(told))
    };
    let stop = Stop::default();
    let reading = Reading {
        is_wanted: Rc::clone(&is_wanted),
        stop: Rc::clone(&stop),
        _tell: Rc::clone(&tell),
    };
    wasm_bindgen_futures::spawn_local(async move {
        let call: Function = JsValue::clone((*tell).as_ref()).unchecked_into();
        let begun = begin(what, &of, &call, &is_wanted).await;
        match begun {
            // The camera gives what stops it. It may have been let go of while it began.
            Ok(given) => {
                let Ok(given) = given.dyn_into::<Function>() else {
                    return;
                };
                if *is_wanted.borrow() {
                    stop.replace(Some(given));
                } else {
                    let _stopped = given.call0(&JsValue::NULL);
                }
            }
            Err(_) => drop(call.call1(&JsValue::NULL, &"failed".into())),
        }
    });
    reading
}

async fn begin(
    what: &str,
    of: &JsValue,
    tell: &Function,
    is_wanted: &RefCell<bool>,
) -> Result<JsValue, JsValue> {
    let module = module().await?;
    if !*is_wanted.borrow() {
        return Ok(JsValue::NULL);
    }
    let function: Function = Reflect::get(&module, &what.into())?.dyn_into()?;
    function.call2(&module, of, tell)
}

/// The module; brought where it is not there yet.
async fn module() -> Result<JsValue, JsValue> {
    let there = || {
        let module = Reflect::get(&window(), &"codeReader".into())?;
        if module.is_object() {
            Ok(module)
        } else {
            Err(JsValue::NULL)
        }
    };
    if let Ok(module) = there() {
        return Ok(module);
    }
    let (name, integrity) = MODULE.ok_or(JsValue::NULL)?;
    let script = document().create_element("script")?;
    script.set_attribute("type", "module")?;
    script.set_attribute("integrity", integrity)?;
    // A browser may not ask again for an address that has failed.
    let address = [name, "?", &uuid().unwrap_or_default()].concat();
    let come = Promise::new(&mut |done: Function, failed: Function| {
        let _set = Reflect::set(&script, &"onload".into(), &done);
        let _set = Reflect::set(&script, &"onerror".into(), &failed);
    });
    script.set_attribute("src", &address)?;
    document()
        .document_element()
        .ok_or(JsValue::NULL)?
        .append_child(&script)?;
    let come = JsFuture::from(come).await;
    script.remove();
    come?;
    there()
}

fn heard(what: &str, text: Option<String>) -> Told {
    match (what, text) {
        ("on", _) => Told::On,
        ("found", Some(text)) => Told::Found(text),
        ("nothing", _) => Told::Nothing,
        ("unreadable", _) => Told::Unreadable,
        ("refused", _) => Told::Refused,
        ("none", _) => Told::NoCamera,
        _ => Told::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_has_failed() {
        let found = heard("found", Some("001|x".into()));
        assert_eq!(found, Told::Found("001|x".into()));
        assert_eq!(heard("found", None), Told::Failed);
        assert_eq!(heard("refused", None), Told::Refused);
        assert_eq!(heard("", None), Told::Failed);
    }
}
