//! Mounts the app.

fn main() {
    motcua::app::start();
}
