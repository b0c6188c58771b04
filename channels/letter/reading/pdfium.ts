import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumModule } from '@hyzyla/pdfium';

type Typed = Awaited<ReturnType<typeof PDFiumModule>>;
/** PDFium's functions as they are (fpdfview.h, fpdf_text.h): pointers are numbers, 0 is no answer. */
export type Pdfium = Typed & {
  readonly _FPDFText_GetTextObject: (textPage: number, index: number) => number;
  readonly _FPDFTextObj_GetTextRenderMode: (object: number) => number;
  /** Writes four numbers of 32 bits. */
  readonly _FPDFText_GetFillColor: (textPage: number, index: number, r: number, g: number, b: number, a: number) => number; // prettier-ignore
};

/** What is used of it here; Node's own types leave it to those of a browser. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<CompiledWasm>;
  instantiate(module: CompiledWasm, imports: object): Promise<object>;
};
type CompiledWasm = { readonly isCompiledWasm: unique symbol };
interface Imports {
  readonly env: { emscripten_resize_heap: (bytes: number) => number };
}

let compiled: Promise<CompiledWasm> | undefined;

/**
 * A PDFium whose memory grows to this many bytes and no further. By itself it would take 2 GB, and a packed stream of a
 * few kilobytes fills that in seconds; at the bound it gives up with an error that can be caught.
 */
export async function startPdfium(mostBytes: number): Promise<Pdfium> {
  const module = await (compiled ??= compile());
  const pdfium = await PDFiumModule({
    instantiateWasm: (imports: Imports, done: (instance: object) => void) => {
      const { env } = imports;
      const grow = env.emscripten_resize_heap;
      env.emscripten_resize_heap = (bytes) => (bytes >>> 0 > mostBytes ? 0 : grow(bytes));
      void WebAssembly.instantiate(module, imports).then(done);
      return {};
    },
  });
  pdfium._FPDF_InitLibraryWithConfig({ version: 2, m_pIsolate: null, m_pUserFontPaths: null, m_v8EmbedderSlot: 0, m_pPlatform: null }); // prettier-ignore
  return pdfium as Pdfium;
}

async function compile(): Promise<CompiledWasm> {
  return WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))));
}
