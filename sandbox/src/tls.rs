//! HTTPS with a CA of its own (decision 32): the CA is made once and kept beside the database, the server's certificate
//! is made at every start. Browsers and phones that trust `ca.pem` trust the server.

use std::path::{Path, PathBuf};

use axum_server::tls_rustls::RustlsConfig;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use time::{Duration, OffsetDateTime};

use crate::start::StartError;

/// Names that the server's certificate is good for: the portal's host and the identity provider's.
const HOSTS: [&str; 2] = ["localhost", "127.0.0.1"];

/// What serving HTTPS needs.
pub struct Tls {
    /// For the servers.
    pub config: RustlsConfig,
    /// The CA's certificate, for our own client.
    pub ca_pem: String,
    /// Where the CA's certificate is kept.
    pub ca_file: PathBuf,
}

impl Tls {
    /// Reads the CA of a folder, or makes one, and a certificate for this start.
    ///
    /// # Errors
    /// When a file cannot be read or written, or a kept key is damaged.
    pub async fn prepare(folder: &Path) -> Result<Self, StartError> {
        let (ca_file, key_file) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
        let params = ca_params();
        let key = match std::fs::read_to_string(&key_file) {
            Ok(pem) => {
                KeyPair::from_pem(&pem).map_err(StartError::doing("reading the CA's key"))?
            }
            Err(_) => make_ca(&params, &ca_file, &key_file)?,
        };
        let ca_pem =
            std::fs::read_to_string(&ca_file).map_err(StartError::doing("reading the CA"))?;
        let (certificate, own_key) = certificate(&Issuer::from_params(&params, key))
            .map_err(StartError::doing("making the server's certificate"))?;
        // Fails only when a provider is installed already: then that one serves.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let config = RustlsConfig::from_pem(certificate.into_bytes(), own_key.into_bytes());
        let config = config.await.map_err(StartError::doing("preparing TLS"))?;
        Ok(Self {
            config,
            ca_pem,
            ca_file,
        })
    }
}

/// Makes a CA and keeps it; its key is readable by its owner only.
fn make_ca(params: &CertificateParams, ca: &Path, key_file: &Path) -> Result<KeyPair, StartError> {
    let key = KeyPair::generate().map_err(StartError::doing("making the CA's key"))?;
    let made = params
        .self_signed(&key)
        .map_err(StartError::doing("making the CA"))?;
    write_private(key_file, &key.serialize_pem())
        .map_err(StartError::doing("writing the CA's key"))?;
    std::fs::write(ca, made.pem()).map_err(StartError::doing("writing the CA"))?;
    Ok(key)
}

fn ca_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params
        .distinguished_name
        .push(DnType::CommonName, "motcua sandbox CA");
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = OffsetDateTime::now_utc() - Duration::days(1);
    params.not_after = OffsetDateTime::now_utc() + Duration::days(3650);
    params
}

fn certificate(issuer: &Issuer<'_, KeyPair>) -> Result<(String, String), rcgen::Error> {
    let mut params = CertificateParams::new(HOSTS.map(str::to_owned))?;
    params
        .distinguished_name
        .push(DnType::CommonName, "motcua sandbox");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.not_before = OffsetDateTime::now_utc() - Duration::days(1);
    params.not_after = OffsetDateTime::now_utc() + Duration::days(90);
    let key = KeyPair::generate()?;
    Ok((params.signed_by(&key, issuer)?.pem(), key.serialize_pem()))
}

#[cfg(unix)]
fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(file)?
        .write_all(text.as_bytes())
}

#[cfg(not(unix))]
fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(file, text)
}
