version 1.0

enum Color { Red }

task t {
  input {
    env String a
  }
  command <<< >>>
  requirements { }
  hints { inputs: input { a: hints { x: 1 } } }
}

workflow w {
  Int a = 2 ** 3
  String s = <<< text >>>
  Person p = Person { name: "x" }
  Person q = Person { name: "y" }
  call t after u { a }
  if (true) { Int b = 1 } else { Int b = 2 }
}
