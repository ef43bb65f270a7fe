import { InvalidInput } from '../../../nodes/core/errors.ts';

/** What a call throws; undefined when it does not. */
export function thrownBy(call: () => unknown): unknown {
	try {
		call();
		return undefined;
	} catch (error) {
		return error;
	}
}

/** The InvalidInput that a call throws; a test fails when it throws none, or something else. */
export function invalidInputOf(call: () => unknown): InvalidInput {
	const thrown = thrownBy(call);
	expect(thrown).toBeInstanceOf(InvalidInput);
	return thrown as InvalidInput;
}

/** The value that a reading gives, or undefined where it was refused as InvalidInput. */
export function readOrRefused<Value>(read: () => Value): Value | undefined {
	let value: Value | undefined;
	const thrown = thrownBy(() => (value = read()));
	if (thrown !== undefined) expect(thrown).toBeInstanceOf(InvalidInput);
	return value;
}
