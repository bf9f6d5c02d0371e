import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  getOperationAST,
  getVariableValues,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';

/** What an operation over HTTP is held to, and how its errors become answers. */
export interface OperationRules {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly tokensMax: number;
  readonly rules: readonly ValidationRule[];
  readonly format: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
}

/** An operation as it came over the socket. */
interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

const coded = (code: string, error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.source && { source: error.source }),
    ...(error.positions && { positions: error.positions }),
    extensions: { ...error.extensions, code },
  });

const refused = (code: string, message: string): readonly GraphQLError[] => [new GraphQLError(message, { extensions: { code } })];

/** Levels within levels, so many that there is no room to go down them. */
const tooDeep = (code: string): readonly GraphQLError[] =>
  refused(code, 'the document goes down more levels than can be followed: ask for fewer');

/**
 * Operations over the socket pass no plugin of the server: here they are held to the same rules, and to one more, that
 * they are subscriptions.
 */
export class Operations {
  private readonly rules: readonly ValidationRule[];

  constructor(private readonly given: OperationRules) {
    this.rules = [...specifiedRules, ...(given.introspection ? [] : [NoSchemaIntrospectionCustomRule]), ...given.rules];
  }

  /** What to carry out, or what is wrong with it. */
  accept(asked: Asked, contextValue: unknown): ExecutionArgs | readonly GraphQLError[] {
    const { schema } = this.given;
    const document = this.read(asked.query);
    if (!('kind' in document)) return document;
    const name = asked.operationName ?? undefined;
    const operation = getOperationAST(document, name);
    if (!operation)
      return refused('OPERATION_RESOLUTION_FAILURE', 'the document holds several operations or none by that name: name one of them');
    if (operation.operation !== 'subscription')
      return refused('BAD_REQUEST', `the socket takes subscriptions alone: send a ${operation.operation} by POST to /graphql`);
    const flaws = this.flawsOf(document);
    if (flaws.length > 0) return flaws;
    return (
      this.variables(operation, asked.variables ?? {}) ?? {
        schema,
        document,
        contextValue,
        variableValues: asked.variables ?? {},
        ...(name !== undefined && { operationName: name }),
      }
    );
  }

  /** Errors as they go out: what a caller may know, and for the rest a reference. */
  formatted(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    return errors.map((error) => {
      const extensions = { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' };
      return this.given.format({ ...error.toJSON(), extensions }, error.originalError ?? error);
    });
  }

  private read(query: string): DocumentNode | readonly GraphQLError[] {
    try {
      return parse(query, { maxTokens: this.given.tokensMax });
    } catch (error) {
      if (error instanceof GraphQLError) return [coded('GRAPHQL_PARSE_FAILED', error)];
      if (error instanceof RangeError) return tooDeep('GRAPHQL_PARSE_FAILED');
      throw error;
    }
  }

  private flawsOf(document: DocumentNode): readonly GraphQLError[] {
    try {
      return validate(this.given.schema, document, this.rules).map((flaw) => this.unhinted(coded('GRAPHQL_VALIDATION_FAILED', flaw)));
    } catch (error) {
      if (error instanceof RangeError) return tooDeep('GRAPHQL_VALIDATION_FAILED');
      throw error;
    }
  }

  private variables(operation: OperationDefinitionNode, values: Readonly<Record<string, unknown>>): readonly GraphQLError[] | null {
    const { errors } = getVariableValues(this.given.schema, operation.variableDefinitions ?? [], values, { maxErrors: 10 });
    return errors ? errors.map((error) => coded('BAD_USER_INPUT', error)) : null;
  }

  /** Where the schema is not to be read, it is not to be guessed either. */
  private unhinted(error: GraphQLError): GraphQLError {
    if (!this.given.introspection) error.message = error.message.replace(/Did you mean ".+"\?/g, '[Suggestion hidden]').trim();
    return error;
  }
}
