/**
 * How a plan looks in HTML, on light and on dark screens, wide and narrow. Without variables, which
 * many mail programs do not know.
 */
export const PLAN_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 24px 16px; max-width: 64em; background: #ffffff; color: #1f2328; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
h1 { margin: 0; font-size: 1.5em; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 4px 0 12px; }
.line { margin: 0 0 4px; }
.about, small, thead th, .field, .protected .what { color: #59636e; }
.create .what, ins { color: #1a7f37; }
.update .what { color: #8a5a00; }
.delete .what, .refused .what, .refused .why, .stops b, del { color: #b3261e; }
table { border-collapse: collapse; }
th, td { padding: 6px 10px; border-bottom: 1px solid #d1d9e0; }
.sums { margin: 16px 0 24px; font-variant-numeric: tabular-nums; }
.sums td, .sums thead th { text-align: right; }
.sums tbody th { font-weight: normal; text-align: left; }
.stops { margin: 12px 0; padding: 10px 14px; border-left: 4px solid #b3261e; background: #fff1f0; }
.stops ul { margin: 4px 0 0; padding-left: 20px; }
.actions { margin-top: 20px; width: 100%; }
.actions thead th { background: #f6f8fa; text-align: left; }
.actions td { vertical-align: top; overflow-wrap: anywhere; }
.actions .what { width: 9em; white-space: nowrap; overflow-wrap: normal; font-weight: 600; }
.actions .what b { display: inline-block; width: 1.1em; font-family: ui-monospace, Consolas, monospace; }
.actions .who { width: 34%; font-weight: 600; }
.actions small { font-weight: normal; }
del, ins, .field { font: 0.9em/1.5 ui-monospace, SFMono-Regular, Consolas, monospace; }
ins { text-decoration: none; }
@media (prefers-color-scheme: dark) {
body { background: #0d1117; color: #e6edf3; }
th, td { border-color: #30363d; }
.about, small, thead th, .field, .protected .what { color: #9aa4af; }
.create .what, ins { color: #4cc05e; }
.update .what { color: #dba63c; }
.delete .what, .refused .what, .refused .why, .stops b, del { color: #ff7b72; }
.stops { border-color: #ff7b72; background: #2d1516; }
.actions thead th { background: #161b22; }
}
@media (max-width: 40em) {
body { padding: 16px 10px; font-size: 14px; }
.sums { width: 100%; font-size: 13px; }
.sums th, .sums td { padding: 5px 3px; }
.actions thead { display: none; }
.actions tr { display: block; padding: 8px 0; border-bottom: 1px solid #8b949e; }
.actions td { display: block; padding: 1px 4px; border: 0; }
.actions .what, .actions .who { width: auto; }
}
`;
