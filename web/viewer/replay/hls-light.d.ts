/** The light build has the whole build's types, but does not say so. */
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
