export {
  type FindOptions,
  type FoundItem,
  isMetadataTree,
  type MetadataDictionary,
  type MetadataPath,
  MetadataTree,
} from "./tree.js";
