import { existsSync, readFileSync } from 'node:fs';
import { type Outcome, failed, passed } from './check.mts';

/** What a sandbox writes when it closes: how its own answers compare with the vendor's description. */
interface ContractLine {
	validated: number;
	violations: unknown[] | number;
	source: string;
}

/**
 * Adds up what all sandboxes of this run have written to `file`: every answer that they gave was held
 * against the vendor's API description. One that differs from it makes the tests worth less, so it fails.
 */
export function checkContract(file: string): Outcome {
	const lines = existsSync(file)
		? readFileSync(file, 'utf8')
				.split('\n')
				.filter((line) => line !== '')
				.map((line) => JSON.parse(line) as ContractLine)
		: [];
	const validated = lines.reduce((sum, line) => sum + line.validated, 0);
	const violations = lines.flatMap(({ violations }) =>
		Array.isArray(violations) ? violations : Array<string>(violations).fill('(not named)'),
	);
	const sources = [...new Set(lines.flatMap(({ source }) => source.split(', ')))].sort().join(', ');
	const note = `${validated} answers of ${lines.length} sandboxes held against ${sources || 'nothing'}`;
	if (violations.length > 0) {
		const shown = violations.slice(0, 20).map((violation) => JSON.stringify(violation));
		return failed(shown.join('\n'), `${note}, ${violations.length} differ`);
	}
	return validated > 0 ? passed(note) : failed('No sandbox has validated any answer.', note);
}
