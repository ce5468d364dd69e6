import { endpointMap as map } from "../../wire/endpoint-map";
import { writable } from "../given";
import { bind } from "../route";
import { found, settle } from "../settle";
import { wireConfiguration, wireProduct } from "../wire-records";

const what = "The product";
const configuration = "The product configuration, product or license model";

/** A configuration inside a product's body: its id, where given, says which one is edited. */
const listed = <T extends { id?: string | undefined }>(given: T) => ({
  id: given.id,
  ...writable(given, given.id ?? ""),
});

export const productRoutes = {
  listProducts: bind(map.listProducts, async ({ engine }, { page }) => {
    return (await engine.management.products.list(page)).items.map(wireProduct);
  }),
  getProduct: bind(map.getProduct, async ({ engine }, { params }) => {
    return wireProduct(found(await engine.management.products.find(params.productId), what));
  }),
  createProduct: bind(map.createProduct, async ({ engine }, { body }) => {
    return wireProduct(settle(await engine.management.products.create(body), what).product);
  }),
  updateProduct: bind(map.updateProduct, async ({ engine }, { params, body }) => {
    const changes = { ...writable(body, params.productId), configurations: body.configurations?.map(listed) };
    return wireProduct(settle(await engine.management.products.edit(params.productId, changes), what).product);
  }),
  deleteProduct: bind(map.deleteProduct, async ({ engine }, { params }) => {
    settle(await engine.management.products.delete(params.productId), what);
  }),
  listProductConfigurations: bind(map.listProductConfigurations, async ({ engine }, { params, page }) => {
    const configurations = await engine.management.products.listConfigurations(params.productId, page);
    return found(configurations, what).items.map(wireConfiguration);
  }),
  createProductConfiguration: bind(map.createProductConfiguration, async ({ engine }, { params, body }) => {
    const outcome = await engine.management.products.createConfiguration(params.productId, body);
    return wireConfiguration(settle(outcome, configuration).configuration);
  }),
  updateProductConfiguration: bind(map.updateProductConfiguration, async ({ engine }, { params, body }) => {
    const { productId, productConfigId: id } = params;
    const outcome = await engine.management.products.editConfiguration(productId, id, writable(body, id));
    return wireConfiguration(settle(outcome, configuration).configuration);
  }),
  deleteProductConfiguration: bind(map.deleteProductConfiguration, async ({ engine }, { params }) => {
    const { productId, productConfigId } = params;
    settle(await engine.management.products.deleteConfiguration(productId, productConfigId), configuration);
  }),
};
