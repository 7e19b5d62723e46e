task square {
  Int n
  command { echo $((${n} * ${n})) }
  output { Int value = read_int(stdout()) }
}

workflow squares {
  scatter (i in range(4)) {
    call square { input: n = i }
  }
  output { square.* }
}
