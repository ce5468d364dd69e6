import type { z } from "zod";
import { activationCodes } from "./activation-codes";
import { checkout, descriptions } from "./checkout";
import { consumers } from "./consumers";
import { containers } from "./containers";
import { licensees } from "./licensees";
import { licenses } from "./licenses";
import { at, type Operation } from "./operation";
import { configurations, licenseModels, products } from "./products";
import { signingKeys } from "./signing-keys";

/**
 * Every operation of the 10Duke Scale API, management and checkout: the one place that knows addresses. What is
 * inferred is corrected here and in the schemas beside it, against a real tenant's reference, without touching callers.
 * Paths are relative to a base URL that ends in the major version.
 */
// prettier-ignore
export const endpointMap = {
  // Licensees
  listLicensees: at("GET", "/licensees", "documented: Connect your CRM systems; Manage customers", licensees.list),
  getLicensee: at("GET", "/licensees/{licenseeId}", "documented: Manage customers", licensees.get),
  findLicenseeByNaturalId: at("GET", "/licensees/actions/find-by-naturalid", "documented: Connect your business systems", licensees.findByNaturalId),
  findLicenseeByEmail: at("GET", "/licensees/actions/find-by-email", "documented: Connect your CRM systems (the query's name inferred)", licensees.findByEmail),
  findLicenseeByExternalReference: at("GET", "/licensees/actions/find-by-externalreference", "inferred: documented for license consumers only", licensees.findByExternalReference),
  setupUser: at("POST", "/licensees/actions/setup-user", "documented: Create customers (the body inferred)", licensees.setupUser),
  setupOrganization: at("POST", "/licensees/actions/setup-organization", "documented: Create customers (the body inferred)", licensees.setupOrganization),
  updateLicensee: at("PUT", "/licensees/{licenseeId}", "documented: Edit customers", licensees.update),
  deleteUser: at("DELETE", "/licensees/actions/delete-user", "documented: Delete customers (the query inferred)", licensees.deleteUser),
  deleteLicensee: at("DELETE", "/licensees/{licenseeId}", "documented: Delete customers", licensees.delete),
  // License containers
  listLicenseContainers: at("GET", "/licensees/{licenseeId}/license-containers", "documented: Manage license containers", containers.list),
  createLicenseContainer: at("POST", "/licensees/{licenseeId}/license-containers", "documented: Manage license containers", containers.create),
  getLicenseContainer: at("GET", "/licensees/{licenseeId}/license-containers/{licenseContainerId}", "documented: Manage license containers", containers.get),
  updateLicenseContainer: at("PUT", "/licensees/{licenseeId}/license-containers/{licenseContainerId}", "documented: Manage license containers", containers.update),
  deleteLicenseContainer: at("DELETE", "/licensees/{licenseeId}/license-containers/{licenseContainerId}", "documented: Manage license containers", containers.delete),
  listContainerConsumers: at("GET", "/licensees/{licenseeId}/license-containers/{licenseContainerId}/license-consumers", "documented: Manage license consumers", containers.listConsumers),
  grantContainerAccess: at("PUT", "/licensees/{licenseeId}/license-containers/{licenseContainerId}/license-consumers/{licenseConsumerId}", "inferred: existence documented in Grant access to licenses", containers.grantAccess),
  withdrawContainerAccess: at("DELETE", "/licensees/{licenseeId}/license-containers/{licenseContainerId}/license-consumers/{licenseConsumerId}", "inferred: existence documented in Revoke licenses", containers.withdrawAccess),
  // License consumers
  listLicenseConsumers: at("GET", "/license-consumers", "documented: Manage license consumers", consumers.list),
  getLicenseConsumer: at("GET", "/license-consumers/{licenseConsumerId}", "documented: Manage license consumers", consumers.get),
  findLicenseConsumerByEmail: at("GET", "/license-consumers/actions/find-by-email", "documented: Connect your CRM systems", consumers.findByEmail),
  findLicenseConsumerByExternalReference: at("GET", "/license-consumers/actions/find-by-externalreference", "documented: Connect your CRM systems", consumers.findByExternalReference),
  findLicenseConsumerByNaturalId: at("GET", "/license-consumers/actions/find-by-naturalid", "inferred", consumers.findByNaturalId),
  listLicenseeConsumers: at("GET", "/licensees/{licenseeId}/license-consumers", "documented: Connect your CRM systems", consumers.listOfLicensee),
  createLicenseConsumer: at("POST", "/license-consumers", "documented: Create license consumers; Connect your CRM systems", consumers.create),
  updateLicenseConsumer: at("PUT", "/license-consumers/{licenseConsumerId}", "documented: Edit license consumers", consumers.update),
  deleteLicenseConsumer: at("DELETE", "/license-consumers/{licenseConsumerId}", "documented: Delete license consumers", consumers.delete),
  // Licenses
  listLicenses: at("GET", "/licensees/{licenseeId}/licenses", "documented: Issue and manage licenses", licenses.list),
  getLicense: at("GET", "/licensees/{licenseeId}/licenses/{licenseId}", "documented: Issue and manage licenses", licenses.get),
  issueProductLicense: at("POST", "/licensees/{licenseeId}/licenses/actions/issue-product-license", "inferred: existence documented in Issue licenses", licenses.issueProduct),
  issueFeatureLicense: at("POST", "/licensees/{licenseeId}/licenses/actions/issue-feature-license", "inferred: existence documented in Issue licenses", licenses.issueFeature),
  redeemActivationCode: at("POST", "/licensees/{licenseeId}/licenses/actions/redeem-activation-code", "inferred: existence documented in Issue licenses", licenses.redeem),
  updateLicenseValidity: at("PUT", "/licensees/{licenseeId}/licenses/{licenseId}", "inferred: existence documented in Edit and move licenses", licenses.updateValidity),
  moveLicense: at("PUT", "/licensees/{licenseeId}/licenses/{licenseId}/actions/move", "inferred: existence documented in Edit and move licenses", licenses.move),
  revokeLicenses: at("PUT", "/licensees/{licenseeId}/licenses/actions/revoke", "documented: Revoke licenses; Connect your business systems (the end inferred)", licenses.revoke),
  deleteLicense: at("DELETE", "/licensees/{licenseeId}/licenses/{licenseId}", "documented: Revoke licenses", licenses.delete),
  // Products, configurations, license models
  listProducts: at("GET", "/products", "inferred", products.list),
  getProduct: at("GET", "/products/{productId}", "inferred", products.get),
  createProduct: at("POST", "/products", "inferred", products.create),
  updateProduct: at("PUT", "/products/{productId}", "inferred: existence documented in Edit products", products.update),
  deleteProduct: at("DELETE", "/products/{productId}", "documented: Delete products", products.delete),
  listProductConfigurations: at("GET", "/products/{productId}/configurations", "inferred: existence documented in Edit products", configurations.list),
  createProductConfiguration: at("POST", "/products/{productId}/configurations", "inferred: existence documented in Edit products", configurations.create),
  updateProductConfiguration: at("PUT", "/products/{productId}/configurations/{productConfigId}", "inferred: existence documented in Edit products", configurations.update),
  deleteProductConfiguration: at("DELETE", "/products/{productId}/configurations/{productConfigId}", "documented: Delete products (prints POST, evidently a slip)", configurations.delete),
  listLicenseModels: at("GET", "/license-models", "inferred", licenseModels.list),
  getLicenseModel: at("GET", "/license-models/{licenseModelId}", "inferred", licenseModels.get),
  createLicenseModel: at("POST", "/license-models", "inferred", licenseModels.create),
  updateLicenseModel: at("PUT", "/license-models/{licenseModelId}", "inferred", licenseModels.update),
  deleteLicenseModel: at("DELETE", "/license-models/{licenseModelId}", "inferred", licenseModels.delete),
  // Activation codes
  listActivationCodes: at("GET", "/activation-codes", "inferred: existence documented in Activation codes", activationCodes.list),
  createActivationCodes: at("POST", "/activation-codes", "inferred: existence documented in Activation codes", activationCodes.create),
  deleteActivationCode: at("DELETE", "/activation-codes/{activationCodeId}", "inferred: existence documented in Activation codes", activationCodes.delete),
  // License token signing keys
  generateSigningKey: at("POST", "/licensing-signing-keys/actions/generate", "documented: License token validation keys", signingKeys.generate),
  activateSigningKey: at("PUT", "/licensing-signing-keys/{signingKeyId}/actions/activate", "documented: License token validation keys", signingKeys.activate),
  deleteSigningKey: at("DELETE", "/licensing-signing-keys/{signingKeyId}", "documented: License token validation keys", signingKeys.delete),
  getJwks: at("GET", "/licensing-signing-keys/.well-known/jwks.json", "SDK", signingKeys.jwks),
  // License checkout
  checkout: at("POST", "/licensing/actions/checkout", "SDK", checkout.checkout.byIdentity),
  checkoutByKey: at("POST", "/licensing/actions/checkout/{licenseKey}", "SDK", checkout.checkout.byKey),
  heartbeat: at("POST", "/licensing/actions/heartbeat", "SDK", checkout.heartbeat.byIdentity),
  heartbeatByKey: at("POST", "/licensing/actions/heartbeat/{licenseKey}", "SDK", checkout.heartbeat.byKey),
  release: at("POST", "/licensing/actions/release", "SDK", checkout.release.byIdentity),
  releaseByKey: at("POST", "/licensing/actions/release/{licenseKey}", "SDK", checkout.release.byKey),
  startMeteredUse: at("POST", "/licensing/actions/start-metered-use", "SDK", checkout.startMeteredUse.byIdentity),
  startMeteredUseByKey: at("POST", "/licensing/actions/start-metered-use/{licenseKey}", "SDK", checkout.startMeteredUse.byKey),
  heartbeatMeteredUse: at("POST", "/licensing/actions/heartbeat-metered-use", "SDK", checkout.heartbeatMeteredUse.byIdentity),
  heartbeatMeteredUseByKey: at("POST", "/licensing/actions/heartbeat-metered-use/{licenseKey}", "SDK", checkout.heartbeatMeteredUse.byKey),
  endMeteredUse: at("POST", "/licensing/actions/end-metered-use", "SDK", checkout.endMeteredUse.byIdentity),
  endMeteredUseByKey: at("POST", "/licensing/actions/end-metered-use/{licenseKey}", "SDK", checkout.endMeteredUse.byKey),
  describeLicensees: at("GET", "/licensing/actions/describe-license-consumer-licensees", "SDK", descriptions.licensees),
  describeLicenses: at("GET", "/licensing/actions/describe-license-consumer-licenses", "documented: View licensing usage", descriptions.licenses),
  describeConsumerClientBindings: at("GET", "/licensing/actions/describe-license-consumer-client-bindings", "SDK", descriptions.consumerBindings),
  describeLicenseClientBindings: at("GET", "/licensing/actions/describe-license-client-bindings", "SDK", descriptions.licenseBindings),
  findClientBinding: at("GET", "/licensing/actions/find-license-client-binding", "SDK", descriptions.binding),
  describeFeatureFlags: at("GET", "/licensing/actions/describe-as-feature-flags", "documented: Feature flags", descriptions.featureFlags),
  describeFeatureFlagsJwt: at("GET", "/licensing/actions/describe-as-feature-flags-jwt", "documented: Feature flags", descriptions.featureFlagsJwt),
  describeLicenseKey: at("GET", "/licensing/actions/describe-license-key", "SDK", descriptions.key),
  describeLicenseKeyClientBindings: at("GET", "/licensing/actions/describe-license-key-client-bindings", "SDK", descriptions.keyBindings),
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof endpointMap;

type Of<N extends OperationName> = (typeof endpointMap)[N];

/** What a caller gets. */
export type OperationResponse<N extends OperationName> = z.output<Of<N>["response"]>;
