//! Pictures on the device: how large one is, and one cut to a shape.

use js_sys::{Array, Function, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, File, FilePropertyBag, HtmlCanvasElement, ImageBitmap, Url,
};

/// What is chosen is no picture that this browser can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPicture;

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Size {
    /// The largest size of a shape (width to height) that fits in; none for a picture without extent.
    #[must_use]
    pub fn cut_to(self, width: u32, height: u32) -> Option<Self> {
        let (own, shape) = (
            u64::from(self.width) * u64::from(height),
            u64::from(self.height) * u64::from(width),
        );
        let cut = if own > shape {
            let across = shape.checked_div(height.into())?;
            Self {
                width: u32::try_from(across).ok()?,
                ..self
            }
        } else {
            let down = own.checked_div(width.into())?;
            Self {
                height: u32::try_from(down).ok()?,
                ..self
            }
        };
        (cut.width > 0 && cut.height > 0).then_some(cut)
    }
}

/// How large a picture is.
///
/// # Errors
/// [`NoPicture`].
pub async fn size(picture: &Blob) -> Result<Size, NoPicture> {
    let bitmap = read(picture).await?;
    let size = Size {
        width: bitmap.width(),
        height: bitmap.height(),
    };
    bitmap.close();
    Ok(size)
}

/// The middle of a picture, cut to a size, as a JPEG of the same name.
///
/// # Errors
/// [`NoPicture`].
pub async fn cut(picture: &File, to: Size) -> Result<File, NoPicture> {
    let bitmap = read(picture).await?;
    let made = drawn(&bitmap, to).map_err(|_| NoPicture);
    bitmap.close();
    let blob = JsFuture::from(made?).await.map_err(|_| NoPicture)?;
    let kind = FilePropertyBag::new();
    kind.set_type("image/jpeg");
    let stem = picture.name();
    let stem = stem
        .rsplit_once('.')
        .map_or(stem.as_str(), |(stem, _)| stem);
    File::new_with_blob_sequence_and_options(&Array::of1(&blob), &[stem, ".jpg"].concat(), &kind)
        .map_err(|_| NoPicture)
}

/// An address by which the page shows a picture; [`forget`] it when it is not shown any more.
///
/// # Errors
/// [`NoPicture`].
pub fn address(picture: &Blob) -> Result<String, NoPicture> {
    Url::create_object_url_with_blob(picture).map_err(|_| NoPicture)
}

/// Gives back an address.
pub fn forget(address: &str) {
    let _gone = Url::revoke_object_url(address);
}

async fn read(picture: &Blob) -> Result<ImageBitmap, NoPicture> {
    let promise = window()
        .create_image_bitmap_with_blob(picture)
        .map_err(|_| NoPicture)?;
    let bitmap = JsFuture::from(promise).await.map_err(|_| NoPicture)?;
    bitmap.dyn_into().map_err(|_| NoPicture)
}

/// Draws the middle of a bitmap; gives the promise of its JPEG.
fn drawn(bitmap: &ImageBitmap, to: Size) -> Result<Promise, JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(to.width);
    canvas.set_height(to.height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    let left = f64::from(bitmap.width().saturating_sub(to.width)) / 2.0;
    let top = f64::from(bitmap.height().saturating_sub(to.height)) / 2.0;
    let (width, height) = (f64::from(to.width), f64::from(to.height));
    context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        bitmap, left, top, width, height, 0.0, 0.0, width, height,
    )?;
    let mut kept = Ok(());
    let promise = Promise::new(&mut |done: Function, fail: Function| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let told = if blob.is_null() { &fail } else { &done };
            let _told = told.call1(&JsValue::NULL, &blob);
        });
        kept = canvas.to_blob_with_type(take.unchecked_ref(), "image/jpeg");
    });
    kept.map(|()| promise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(own: (u32, u32), shape: (u32, u32), expected: Option<(u32, u32)>) {
        let size = Size {
            width: own.0,
            height: own.1,
        };
        let cut = size.cut_to(shape.0, shape.1);
        assert_eq!(cut.map(|size| (size.width, size.height)), expected);
    }

    #[test]
    fn a_picture_is_cut_to_a_shape() {
        check((600, 900), (2, 3), Some((600, 900)));
        check((4000, 3000), (2, 3), Some((2000, 3000)));
        check((1000, 3000), (2, 3), Some((1000, 1500)));
        check((0, 3000), (2, 3), None);
        check((10, 10), (0, 3), None);
    }
}
