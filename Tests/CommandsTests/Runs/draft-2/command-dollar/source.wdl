task shell {
  String name
  command <<<
    greeting="hello"
    echo "$greeting ${name} $(echo x | tr x y)" '~{name}'
    for i in 1 2; do echo "item $i"; done
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow dollars {
  call shell { input: name = "ada" }
}
