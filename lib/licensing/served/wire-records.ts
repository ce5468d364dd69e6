import type { ActivationCode, LicenseConsumer, LicenseContainer, LicensedProduct, LicenseeRecord } from "../entities";
import type { LicenseModel, LicenseRecord, ProductConfiguration } from "../entities";
import type { SigningKey } from "../checkout";

type Stored = { id: string; created: Date; modified: Date };

const stored = ({ id, created, modified }: Stored) => ({
  id,
  created: created.toISOString(),
  modified: modified.toISOString(),
});
const moment = (date: Date | null) => date?.toISOString() ?? null;

export const wireLicensee = (licensee: LicenseeRecord) => ({
  ...licensee,
  ...stored(licensee),
  displayLabel: licensee.displayName ?? licensee.name,
});

export const wireConsumer = (consumer: LicenseConsumer) => ({
  ...consumer,
  ...stored(consumer),
  displayLabel: consumer.displayName ?? consumer.name,
});

// Whose it is stands in the address; a client writes back what it read, and that is no field to write.
export function wireContainer(container: LicenseContainer) {
  const { licenseeId: _licensee, ...fields } = container;
  return { ...fields, ...stored(container) };
}

export const wireModel = (model: LicenseModel) => ({ ...model, ...stored(model) });

export function wireConfiguration(configuration: ProductConfiguration) {
  const { productId: _product, ...fields } = configuration;
  return { ...fields, ...stored(configuration) };
}

export const wireProduct = (product: LicensedProduct) => ({
  ...product,
  ...stored(product),
  configurations: product.configurations.map(wireConfiguration),
});

export const wireCode = ({ code, ...given }: ActivationCode) => ({
  ...given,
  ...stored(given),
  activationCode: code,
  redeemableFrom: moment(given.redeemableFrom),
  redeemableUntil: moment(given.redeemableUntil),
  validFrom: moment(given.validFrom),
  validUntil: moment(given.validUntil),
  redeemedAt: moment(given.redeemedAt),
});

export const wireSigningKey = ({ id, kid, active, created, retired }: SigningKey) => ({
  id,
  kid,
  active,
  created: created.toISOString(),
  retired: moment(retired),
});

/**
 * The license as licensed applications and vendors' systems see it. With `licenseKey`, the whole key for its owner; never
 * log the answer. `state` and `stateReason` are our own additions.
 */
export function wireLicense(license: LicenseRecord, { licenseKey }: { licenseKey: string | null }) {
  const { features, licenseKey: key, licenseModel: _model, productConfigInfo: _info, references: _, ...rest } = license;
  return {
    ...rest,
    ...stored(license),
    validFrom: license.validFrom.toISOString(),
    validUntil: moment(license.validUntil),
    features: features.map((feature) => ({ feature })),
    featureNames: features.join(", "),
    licenseKey: key && {
      ...stored(key),
      ...(licenseKey !== null && { licenseKey }),
      keyHint: key.keyHint,
      allowedActivations: key.allowedActivations,
    },
  };
}

/** What `withMetadata=true` adds (License Checkout API). */
export function wireMetadata({ licenseContainerId, licenseModel, productConfigInfo, references }: LicenseRecord) {
  return { ...references, licenseContainer: { id: licenseContainerId }, licenseModel, productConfigInfo };
}
