//! The app: everything that needs a browser.
