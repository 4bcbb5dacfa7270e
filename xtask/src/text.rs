//! Helpers that all generators share.

/// Appends a formatted line.
macro_rules! line {
    ($text:expr, $($format:tt)*) => {{
        $text.push_str(&format!($($format)*));
        $text.push('\n');
    }};
}

/// The name with a capital first letter.
pub fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The parameters of a path, in order: what stands in braces.
pub fn path_parameters(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
}

/// The methods of an interface and of the object that implements it, grouped by resource. A row
/// has a `method`, which is its declaration and its definition, or none.
pub fn methods_by_resource<Row>(
    rows: &[Row],
    resource: impl Fn(&Row) -> &'static str,
    method: impl Fn(&Row) -> Option<(String, String)>,
) -> (String, String) {
    let (mut declarations, mut definitions) = (String::new(), String::new());
    for name in distinct(rows.iter().map(&resource)) {
        line!(declarations, "  readonly {name}: {{");
        line!(definitions, "    {name}: {{");
        let of_resource = rows.iter().filter(|row| resource(row) == name);
        for (declaration, definition) in of_resource.filter_map(&method) {
            declarations += &declaration;
            definitions += &definition;
        }
        line!(declarations, "  }};");
        line!(definitions, "    }},");
    }
    (declarations, definitions)
}

/// Every item once, in the order of its first appearance.
fn distinct<'a>(items: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// A parameter that no table describes. Nothing can be generated then.
#[expect(
    clippy::panic,
    reason = "stops the developer's command with a sentence"
)]
pub fn undescribed(name: &str, table: &str) -> ! {
    panic!("describe the parameter \"{name}\" in {table}")
}
