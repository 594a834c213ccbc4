import ts from 'typescript';

/**
 * The keys of `interface Config` of a `config.d.ts`, as paths: `odoo.platform.clusters[].name`; `*` stands for any
 * name.
 */
export function declaredKeys(text: string): string[] {
  const source = ts.createSourceFile(
    'config.d.ts',
    text,
    ts.ScriptTarget.Latest,
  );
  const config = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'Config',
  );
  if (!config) throw new Error('There is no interface Config');
  return keysOf(config.members, '', source).sort();
}

function keysOf(
  members: ts.NodeArray<ts.TypeElement>,
  prefix: string,
  source: ts.SourceFile,
): string[] {
  return members.flatMap(member => {
    const name = ts.isIndexSignatureDeclaration(member)
      ? '*'
      : nameOf(member.name, source);
    const type =
      ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member)
        ? member.type
        : undefined;
    return below(type, prefix ? `${prefix}.${name}` : name, source);
  });
}

function nameOf(
  name: ts.PropertyName | undefined,
  source: ts.SourceFile,
): string {
  if (!name) throw new Error('There is a member without a name');
  return ts.isStringLiteral(name) ? name.text : name.getText(source);
}

function below(
  type: ts.TypeNode | undefined,
  path: string,
  source: ts.SourceFile,
): string[] {
  if (type && ts.isArrayTypeNode(type)) {
    return below(type.elementType, `${path}[]`, source);
  }
  if (type && ts.isParenthesizedTypeNode(type)) {
    return below(type.type, path, source);
  }
  if (type && ts.isUnionTypeNode(type)) {
    return [...new Set(type.types.flatMap(each => below(each, path, source)))];
  }
  return type && ts.isTypeLiteralNode(type)
    ? keysOf(type.members, path, source)
    : [path];
}
