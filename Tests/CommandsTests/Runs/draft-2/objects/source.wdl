task make {
  Object settings
  command { echo ${settings.name} ${settings.depth} }
  output { String text = read_string(stdout()) }
}

workflow objects {
  Object settings = object { name: "ada", depth: 3, nested: object { x: 1.5 } }
  Object inner = settings.nested
  call make { input: settings = settings }
  output {
    String text = make.text
    Int depth = settings.depth
    Float x = inner.x
    Object whole = settings
  }
}
