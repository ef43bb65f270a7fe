/** No more of a vendor's words than this is of use in an error, should a gateway answer with a page. */
const LONGEST = 1000;

/** The beginning of a text. To be taken after secrets are masked: half of one would not be recognised. */
export function excerpt(text: string): string {
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
