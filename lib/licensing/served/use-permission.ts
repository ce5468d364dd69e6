/** What a Scale JWT must permit to use licenses in the name of a consumer. */
export const usePermission = "License.use";
