task inner {
  Int? depth
  String name = select_first([depth, 0])
  command { echo "${"depth " + depth}" }
  output { String text = read_string(stdout()) }
}

workflow chain {
  Int? depth
  call inner { input: depth = depth }
  output { String text = inner.text }
}
