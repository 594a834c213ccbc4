/** Left out on paper. */
export const NO_PRINT = 'plumbline-no-print';
/** On paper alone: what the screen folds away. */
export const PRINT_ONLY = 'plumbline-print-only';

/** The portal scrolls within itself: on paper everything around the content goes and the content takes its whole length. */
const CSS = `
.${PRINT_ONLY} { display: none; }
@page { size: A4 landscape; margin: 10mm; }
@media print {
  .${NO_PRINT}, nav:not([aria-label="Pages"]), header, button, .bui-PluginHeader, [class*="BackstageSidebar"] {
    display: none !important;
  }
  .${PRINT_ONLY} { display: block; }
  .${PRINT_ONLY} li { white-space: nowrap; }
  html, body, #root, #root :not(svg, svg *) {
    height: auto !important;
    max-height: none !important;
    overflow: visible !important;
  }
  table, table :not(svg, svg *) {
    min-width: 0 !important;
    max-width: none !important;
    position: static !important;
    font-size: 8pt !important;
    line-height: 1.3 !important;
  }
  thead { display: table-header-group; }
  tr, article, figure { break-inside: avoid; }
  :not(svg, svg *) {
    color: #000 !important;
    background-color: transparent !important;
    box-shadow: none !important;
  }
  svg { print-color-adjust: exact; }
}
`;

/** While it is on the page, printing shows the whole content on A4 landscape, and nothing around it. */
export function PrintStyle() {
  return <style>{CSS}</style>;
}
