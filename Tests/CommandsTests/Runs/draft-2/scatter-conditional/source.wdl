task echo {
  Int n
  command { echo ${n} }
  output { Int out = read_int(stdout()) }
}

workflow odd {
  scatter (i in range(5)) {
    if (i % 2 == 1) {
      call echo { input: n = i }
    }
  }
  output {
    Array[Int?] all = echo.out
    Array[Int] found = select_all(echo.out)
  }
}
