export { type OpenOptions, open } from "./open.js";
export {
  parseRecipe,
  type Recipe,
  type RecipeResult,
  type RecipeStep,
  type RunRecipeOptions,
  recipeSchema,
  runRecipe,
} from "./recipe.js";
export { createHyperscope, plugins } from "./runtime.js";
