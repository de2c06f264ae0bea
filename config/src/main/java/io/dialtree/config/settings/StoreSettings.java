package io.dialtree.config.settings;

/**
 * Where documents, records and secrets are kept.
 *
 * @param url empty for SQLite in the data folder, else {@code postgresql://…}; may hold a password
 */
public record StoreSettings(String url) {
  /** Without what is secret in it. */
  @Override
  public String toString() {
    return url.isEmpty() ? "sqlite" : SettingLayers.withoutSecrets(url);
  }
}
