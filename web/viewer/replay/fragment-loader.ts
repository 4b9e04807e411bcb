/** hls.js's loader for fragments: the playlist's names are exchanged for presigned addresses just before each fetch. */
import Hls from "hls.js/light";
import type { FragmentLoaderContext, HlsConfig, LoaderCallbacks, LoaderConfiguration, LoaderContext } from "hls.js";
import type { FragmentAddresses } from "./fragment-addresses";

type FragmentLoader = NonNullable<HlsConfig["fLoader"]>;

/** "…/fragments/12" and "…/inits/12" name the twelfth fragment and the init segment that it needs. */
export function readName(url: string): { kind: "fragment" | "init"; index: number } | null {
  const match = /\/(fragments|inits)\/(\d+)$/.exec(url);
  return match ? { kind: match[1] === "inits" ? "init" : "fragment", index: Number(match[2]) } : null;
}

/** Make the loader class of one session's player. */
export function fragmentLoader(addresses: FragmentAddresses): FragmentLoader {
  const XhrLoader = Hls.DefaultConfig.loader;
  class PresignedLoader extends XhrLoader {
    #aborted = false;

    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      void this.#load(context, config, callbacks);
    }

    override abort(): void {
      this.#aborted = true;
      super.abort();
    }

    override destroy(): void {
      this.#aborted = true;
      super.destroy();
    }

    async #load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): Promise<void> {
      try {
        const url = await addressOf(context.url, addresses);
        if (!this.#aborted) super.load({ ...context, url }, config, callbacks);
      } catch (problem) {
        if (!this.#aborted) callbacks.onError({ code: 0, text: String(problem) }, context, null, this.stats);
      }
    }
  }
  return PresignedLoader as unknown as new (
    config: HlsConfig,
  ) => InstanceType<typeof PresignedLoader> & { context: FragmentLoaderContext };
}

async function addressOf(url: string, addresses: FragmentAddresses): Promise<string> {
  const name = readName(url);
  if (!name) throw new RangeError("The playlist names something that is no fragment.");
  const fragment = await addresses.locate(name.index);
  return name.kind === "init" ? fragment.init_url : fragment.url;
}
