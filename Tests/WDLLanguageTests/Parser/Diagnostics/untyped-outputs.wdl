version 1.0

workflow w {
  call t
  output {
    t.out
    t.*
    File f = t.out
  }
}
