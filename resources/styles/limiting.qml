<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology|Labeling" version="3.22.16-Białowieża">
 <pipe-data-defined-properties>
  <Option type="Map">
   <Option name="name" type="QString" value="" />
   <Option name="properties" />
   <Option name="type" type="QString" value="collection" />
  </Option>
 </pipe-data-defined-properties>
 <pipe>
  <provider>
   <resampling enabled="false" maxOversampling="2" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" />
  </provider>
  <rasterrenderer alphaBand="-1" band="1" nodataColor="" opacity="1" type="paletted">
   <minMaxOrigin>
    <limits>None</limits>
    <extent>WholeRaster</extent>
    <statAccuracy>Estimated</statAccuracy>
    <cumulativeCutLower>0.02</cumulativeCutLower>
    <cumulativeCutUpper>0.98</cumulativeCutUpper>
    <stdDevFactor>2</stdDevFactor>
   </minMaxOrigin>
   <colorPalette>
    <paletteEntry alpha="255" color="#e69f00" label="criterion 1" value="1" />
    <paletteEntry alpha="255" color="#56b4e9" label="criterion 2" value="2" />
    <paletteEntry alpha="255" color="#009e73" label="criterion 3" value="3" />
    <paletteEntry alpha="255" color="#f0e442" label="criterion 4" value="4" />
    <paletteEntry alpha="255" color="#0072b2" label="criterion 5" value="5" />
    <paletteEntry alpha="255" color="#d55e00" label="criterion 6" value="6" />
    <paletteEntry alpha="255" color="#cc79a7" label="criterion 7" value="7" />
    <paletteEntry alpha="255" color="#7f7f7f" label="criterion 8" value="8" />
    <paletteEntry alpha="255" color="#8c6d31" label="criterion 9" value="9" />
    <paletteEntry alpha="255" color="#9e9ac8" label="criterion 10" value="10" />
    <paletteEntry alpha="255" color="#637939" label="criterion 11" value="11" />
    <paletteEntry alpha="255" color="#7b4173" label="criterion 12" value="12" />
   </colorPalette>
  </rasterrenderer>
  <brightnesscontrast brightness="0" contrast="0" gamma="1" />
  <huesaturation colorizeBlue="128" colorizeGreen="128" colorizeOn="0" colorizeRed="255" colorizeStrength="100" grayscaleMode="0" invertColors="0" saturation="0" />
  <rasterresampler maxOversampling="2" />
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
