version 1.0

task make {
  command <<<
    head -c 2500 /dev/zero > a
    head -c 500 /dev/zero > b
  >>>
  output {
    File a = "a"
    File? none = "none"
    Array[File] both = ["a", "b"]
    Float bytes = size(a)
    Float kilo = size(a, "KB")
    Float kibi = size(a, "KiB")
    Float mega = size(a, "M")
    Float sum = size(both)
    Float absent = size(none)
    Float some = size([a, none], "K")
  }
}

workflow w {
  call make
  Int disk = ceil(size(make.both, "GB")) + 20
  output {
    Int disk_size = disk
    Float bytes = make.bytes
    Float kilo = make.kilo
    Float kibi = make.kibi
    Float mega = make.mega
    Float sum = make.sum
    Float absent = make.absent
    Float some = make.some
  }
}
