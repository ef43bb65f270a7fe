/** An answer that breaks the vendor's description. */
export interface Violation {
	operation: string;
	status: number;
	/** What is wrong, one line a fault. */
	errors: string[];
}

/** One fault in a body, as a describer found it. */
export interface SchemaFault {
	/** JSON pointer into the body. */
	at: string;
	message: string;
	value?: unknown;
}

/** A source that knows what a vendor's answers look like. */
export interface Describer {
	source: string;
	/** Whether it describes this operation; `path` in the form `/a/{id}`. */
	knows(method: string, path: string): boolean;
	/** The faults of an answer; [] = as described. */
	faults(method: string, path: string, status: number, body: unknown): SchemaFault[];
	/** The faults of an error body that belongs to no described operation. */
	errorFaults(body: unknown): SchemaFault[];
}

/** An answer to check. */
export interface Answered {
	method: string;
	/** Path template of the operation, or undefined when no operation has that path. */
	path?: string;
	status: number;
	body: unknown;
}

export interface ContractReport {
	validated: number;
	violations: Violation[];
	source: string;
}

/** More than this many violations say nothing new. */
const VIOLATIONS_KEPT = 1000;

/**
 * Holds each answer against the vendor's description. Describers are asked in order: the first that
 * knows the operation judges it.
 */
export class Contract {
	#describers: readonly Describer[];
	#tolerates: (fault: SchemaFault) => boolean;
	#validated = 0;
	#violations: Violation[] = [];

	/**
	 * @param tolerates departures from the description that are wanted, such as a behaviour switch
	 * that makes the vendor answer what its description leaves open
	 */
	constructor(
		describers: readonly Describer[],
		tolerates: (fault: SchemaFault) => boolean = () => false,
	) {
		this.#describers = describers;
		this.#tolerates = tolerates;
	}

	check({ method, path, status, body }: Answered): void {
		const faults = this.#judge(method, path, status, body).filter(
			(fault) => !this.#tolerates(fault),
		);
		this.#validated += 1;
		if (faults.length === 0 || this.#violations.length >= VIOLATIONS_KEPT) return;
		this.#violations.push({
			operation: `${method} ${path ?? '(no such operation)'}`,
			status,
			errors: faults.map(({ at, message }) => `${at || '/'} ${message}`),
		});
	}

	report(): ContractReport {
		return {
			validated: this.#validated,
			violations: this.#violations,
			source: this.#describers[0]?.source ?? 'none',
		};
	}

	#judge(method: string, path: string | undefined, status: number, body: unknown): SchemaFault[] {
		if (path === undefined) return this.#describers[0]?.errorFaults(body) ?? [];
		const describer = this.#describers.find((candidate) => candidate.knows(method, path));
		return (
			describer?.faults(method, path, status, body) ?? [
				{ at: '', message: 'operation is described nowhere' },
			]
		);
	}
}

/** One report for all vendors of a sandbox; its sources are those that something was held against. */
export function mergeReports(reports: readonly ContractReport[]): ContractReport {
	const used = reports.filter(({ validated }) => validated > 0);
	const told = used.length > 0 ? used : reports;
	return {
		validated: reports.reduce((sum, { validated }) => sum + validated, 0),
		violations: reports.flatMap(({ violations }) => violations),
		source: [...new Set(told.map(({ source }) => source))].join(', '),
	};
}
